"""Destruction by decision: rules, lists, the second person's yes, protocols."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import calendar, clock, permissions
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design import tables
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import erasure
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import CaseState
from medverkan.publishing.records import due, operations, protocols, rules
from medverkan.publishing.records.forms import RuleForm
from medverkan.publishing.records.models import RetentionRule, RetentionRun
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body

PAGE = 100
_keepers = has_role(*rules.SECOND)


@require_safe
@_keepers
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the first authority whose records the reader keeps."""
    where = request.actor.bodies_with(*rules.SECOND)
    mine = bodies.authorities()
    if None not in where:
        mine = mine.filter(pk__in=where)
    first = mine.first()
    if first is None:
        raise Http404
    return redirect("records:retention_of", first.slug)


@require_safe
@_keepers
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the board has decided, and the lists that were made."""
    return _show(request, _authority(request, slug))


@require_POST
@_keepers
def record_rule(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a decision."""
    found, at = _authority(request, slug), clock.now()
    form = RuleForm(request.POST, authority=found, today=calendar.local_date(at))
    if not form.is_valid():
        return _show(request, found, form=form)
    operations.record_rule(
        authority=found, **form.cleaned_data, actor=request.actor, at=at
    )
    messages.success(request, _("The decision is recorded."))
    return redirect("records:retention_of", slug)


@require_POST
@_keepers
def end_rule(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a decision hold no longer."""
    found = _authority(request, slug)
    rule = get_object_or_404(RetentionRule, pk=pk, authority=found)
    operations.end_rule(rule=rule, actor=request.actor, at=clock.now())
    return redirect("records:retention_of", slug)


@require_POST
@_keepers
def make_list(request: HttpRequest, slug: str) -> HttpResponse:
    """List what is due today, for a second person."""
    found = _authority(request, slug)
    try:
        made = operations.list_due(authority=found, actor=request.actor, at=clock.now())
    except operations.NothingDue:
        messages.info(request, _("Nothing is due today."))
        return redirect("records:retention_of", slug)
    return redirect("records:run", slug, made.pk)


@require_safe
@_keepers
def run(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a list or a protocol."""
    return _show_run(request, _run(request, slug, pk))


@require_safe
@_keepers
def protocol_csv(request: HttpRequest, slug: str, pk: int) -> StreamingHttpResponse:
    """Give the list or protocol as CSV, sent while it is read."""
    found = _run(request, slug, pk)
    return tables.csv_stream(f"gallring-{slug}-{pk}.csv", protocols.rows(found))


@require_POST
@_keepers
def approve(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Approve a list as the second person; the worker carries it out."""
    found = _run(request, slug, pk)
    try:
        operations.approve_run(run=found, actor=request.actor, at=clock.now())
    except TransitionRefused:
        return _show_run(request, found, status=409)
    messages.success(request, _("Approved. It is carried out within ten minutes."))
    return redirect("records:run", slug, pk)


@require_POST
@_keepers
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throw a list away."""
    found = _run(request, slug, pk)
    try:
        operations.cancel_run(run=found, actor=request.actor, at=clock.now())
    except TransitionRefused:
        return _show_run(request, found, status=409)
    messages.success(request, _("The list is thrown away. Nothing was destroyed."))
    return redirect("records:retention_of", slug)


def _authority(request: HttpRequest, slug: str) -> Body:
    found = get_object_or_404(Body.objects.authorities(), slug=slug)
    permissions.require(rules.may_see_retention(request.actor, found))
    return found


def _run(request: HttpRequest, slug: str, pk: int) -> RetentionRun:
    runs = RetentionRun.objects.select_related(
        "authority", "listed_by", "approved_by", "document__record__authority"
    )
    return get_object_or_404(runs, pk=pk, authority=_authority(request, slug))


def _show(
    request: HttpRequest, found: Body, *, form: RuleForm | None = None
) -> HttpResponse:
    today = calendar.local_date(clock.now())
    unclosed = Case.objects.filter(authority=found, state=CaseState.ANSWERED)
    context = {
        "authority": found,
        "authorities": _others(request),
        "rules": due.rules_in_force(found, today),
        "runs": found_runs(found),
        "closed_count": erasure.closed_cases().filter(authority=found).count(),
        "answered_count": unclosed.count(),
        "may_list": rules.may_list(request.actor, found),
        "form": form or RuleForm(authority=found, today=today),
    }
    return render(
        request, "records/retention.html", context, status=422 if form else 200
    )


def found_runs(found: Body) -> list[RetentionRun]:
    """Return the authority's latest runs."""
    runs = RetentionRun.objects.filter(authority=found).select_related("authority")
    return list(runs.order_by("-listed_at", "-pk")[:50])


def _others(request: HttpRequest) -> list[Body]:
    where = request.actor.bodies_with(*rules.SECOND)
    mine = bodies.authorities()
    return list(mine if None in where else mine.filter(pk__in=where))


def _show_run(
    request: HttpRequest, found: RetentionRun, *, status: int = 200
) -> HttpResponse:
    items = found.items.select_related(
        "case", "rule__decided_by", "rule__pathway", "rule__class_code"
    )
    page = Paginator(items.order_by("pk"), PAGE).get_page(request.GET.get("sida"))
    context = {
        "run": found,
        "page": page,
        "items": protocols.with_obstacles(list(page.object_list)),
        "may_approve": rules.may_approve(request.actor, found),
        "may_cancel": rules.may_cancel(request.actor, found),
        "was_late": status == 409,
    }
    return render(request, "records/run.html", context, status=status)
