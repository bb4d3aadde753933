"""Pages for who is responsible for what, and for other ways to influence."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import calendar, clock, permissions
from medverkan.foundation.design import seen
from medverkan.foundation.design.posting import posted
from medverkan.reference.pathways import matrix, operations, rules
from medverkan.reference.pathways.forms import (
    AssignmentForm,
    EndForm,
    OtherWayForm,
    ResponsibilityForm,
)
from medverkan.reference.pathways.models import Assignment, OtherWay, Responsibility
from medverkan.reference.pathways.operations import AlreadyEnded

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
def assignments(request: HttpRequest) -> HttpResponse:
    """List areas with their bodies, overlaps and gaps marked, and add an assignment."""
    permissions.require(rules.may_keep_assignments(request.actor))
    form = AssignmentForm(posted(request))
    if form.is_valid():
        operations.assign(**form.cleaned_data, actor=request.actor, at=clock.now())
        messages.success(request, _("The assignment is recorded."))
        return redirect("pathways:assignments")
    day = calendar.local_date(clock.now())
    return render(
        request,
        "pathways/editor/assignments.html",
        {"form": form, "areas": matrix.areas(day=day, since=_year_before(day))},
        status=422 if form.errors else 200,
    )


@require_http_methods(PAGE)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day of an assignment."""
    permissions.require(rules.may_keep_assignments(request.actor))
    assignment = get_object_or_404(
        Assignment.objects.select_related("responsibility", "body"), pk=pk
    )
    form = EndForm(posted(request))
    if form.is_valid() and _ended(request, assignment, form):
        messages.success(request, _("The last day is recorded."))
        return redirect("pathways:assignments")
    return render(
        request,
        "pathways/editor/end.html",
        {"form": form, "assignment": assignment},
        status=422 if form.errors else 200,
    )


@require_http_methods(PAGE)
def responsibility(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Name an area of responsibility, or change its words."""
    permissions.require(rules.may_keep_assignments(request.actor))
    found = get_object_or_404(Responsibility, slug=slug) if slug else None
    form = ResponsibilityForm(posted(request), instance=found)
    seen.mark(form)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid():
        operations.save_responsibility(
            slug=form.cleaned_data["slug"],
            values=form.values,
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The area is saved."))
        return redirect("pathways:assignments")
    return render(
        request,
        "pathways/editor/responsibility.html",
        {"form": form, "responsibility": found, "assignments": _of(found)},
        status=_status(form, is_stale=is_stale),
    )


@require_safe
def other_ways(request: HttpRequest) -> HttpResponse:
    """List the ways to influence that no pathway covers."""
    permissions.require(rules.may_keep_assignments(request.actor))
    ways = OtherWay.objects.order_by("order", "slug")
    return render(request, "pathways/editor/other_ways.html", {"ways": ways})


@require_http_methods(PAGE)
def other_way(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Write or change the words about another way."""
    permissions.require(rules.may_keep_assignments(request.actor))
    found = get_object_or_404(OtherWay, slug=slug) if slug else OtherWay()
    form = OtherWayForm(posted(request), instance=found)
    seen.mark(form)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid():
        operations.save_other_way(
            slug=form.cleaned_data["slug"],
            values=form.values,
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The text is saved."))
        return redirect("pathways:other_ways")
    return render(
        request,
        "pathways/editor/other_way.html",
        {"form": form, "way": found if slug else None},
        status=_status(form, is_stale=is_stale),
    )


def _status(form: ResponsibilityForm | OtherWayForm, *, is_stale: bool) -> int:
    if is_stale:
        return seen.CONFLICT
    return 422 if form.errors else 200


def _ended(request: HttpRequest, assignment: Assignment, form: EndForm) -> bool:
    last_day = form.cleaned_data["last_day"]
    if last_day < assignment.valid_from:
        form.add_error("last_day", _("It begins later than that."))
        return False
    try:
        operations.end_assignment(
            assignment=assignment,
            last_day=last_day,
            actor=request.actor,
            at=clock.now(),
        )
    except AlreadyEnded:
        form.add_error("last_day", _("It has a last day already."))
    return form.is_valid()


def _of(found: Responsibility | None) -> list[Assignment]:
    if found is None:
        return []
    return list(found.assignments.select_related("body").order_by("valid_from", "pk"))


def _year_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=365)
