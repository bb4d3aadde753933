"""Pages of the register: the day's post, and a record with its documents."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import calendar, clock, permissions
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design import tables
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import exports, forms, operations, queries, rules
from medverkan.reference.register.models import Record

_readers_only = has_role(*rules.READERS)


@require_safe
@_readers_only
def registers(request: HttpRequest) -> HttpResponse:
    """Go to a record by its number, or to the first register that the reader has."""
    found = queries.find_by_register_number(
        request.GET.get("nummer", ""), actor=request.actor
    )
    if found is not None:
        return redirect(
            "register:record", found.authority.slug, found.year, found.number
        )
    if request.GET.get("nummer"):
        messages.error(request, _("There is no such number in your registers."))
    mine = queries.registers_visible_to(request.actor).first()
    if mine is None:
        raise Http404
    return redirect("register:day", mine.slug)


@require_safe
@_readers_only
def day(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the post of a day; today when none is asked for."""
    authority = _authority(request, slug)
    shown = _day_asked_for(request)
    context = {
        "diary": queries.diary_of_day(authority, shown),
        "day": shown,
        "day_before": shown - dt.timedelta(days=1),
        "day_after": shown + dt.timedelta(days=1),
        "registers": queries.registers_visible_to(request.actor),
        "form": forms.DayForm(initial={"dag": shown}),
    }
    return render(request, "register/day.html", context)


@require_safe
@_readers_only
def day_as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the post of a day as CSV for Swedish Excel."""
    authority = _authority(request, slug)
    shown = _day_asked_for(request)
    rows = exports.rows_of_day(queries.diary_of_day(authority, shown))
    return tables.csv_response(f"diarium-{authority.slug}-{shown}.csv", rows)


@require_safe
@_readers_only
def record(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show a record with its documents."""
    return _show(request, _record(request, slug, year, number))


@require_POST
@_readers_only
def word(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Change the subject line and the class."""
    kept = _record(request, slug, year, number)
    form = forms.WordingForm(request.POST)
    if form.is_valid():
        operations.word(
            record=kept, **form.cleaned_data, actor=request.actor, at=clock.now()
        )
        messages.success(request, _("Your changes are saved."))
    else:
        messages.error(request, _("Write a subject line of at most 200 characters."))
    return redirect("register:record", slug, year, number)


@require_POST
@_readers_only
def mark(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Mark the record as secret, or remove the mark when no provision is given."""
    kept, at = _record(request, slug, year, number), clock.now()
    form = forms.SecrecyForm(request.POST)
    if form.is_valid():
        provision = form.cleaned_data["provision"]
        operations.mark_secrecy(
            record=kept, provision=provision, actor=request.actor, at=at
        )
    else:
        operations.remove_secrecy_mark(record=kept, actor=request.actor, at=at)
    return redirect("register:record", slug, year, number)


@require_POST
@_readers_only
def close(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Close an open record."""
    kept = _record(request, slug, year, number)
    operations.close_record(record=kept, actor=request.actor, at=clock.now())
    return redirect("register:record", slug, year, number)


@require_POST
@_readers_only
def reopen(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Open a closed record again."""
    kept = _record(request, slug, year, number)
    operations.reopen_record(record=kept, actor=request.actor, at=clock.now())
    return redirect("register:record", slug, year, number)


@require_POST
@_readers_only
def hold(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Place a legal hold on the record."""
    kept = _record(request, slug, year, number)
    permissions.require(rules.may_keep_record(request.actor, kept))
    form = forms.HoldForm(request.POST)
    if not form.is_valid():
        return _show(request, kept, hold_form=form)
    operations.place_hold(
        record=kept, **form.cleaned_data, actor=request.actor, at=clock.now()
    )
    messages.success(request, _("It is kept until you say otherwise."))
    return redirect("register:record", slug, year, number)


@require_POST
@_readers_only
def lift_hold(
    request: HttpRequest, slug: str, year: int, number: int, pk: int
) -> HttpResponse:
    """Lift a legal hold of the record."""
    kept = _record(request, slug, year, number)
    permissions.require(rules.may_keep_record(request.actor, kept))
    placed = get_object_or_404(kept.holds, pk=pk)
    form = forms.LiftForm(request.POST)
    if not form.is_valid():
        return _show(request, kept, lift_form=(pk, form))
    operations.lift_hold(
        hold=placed, **form.cleaned_data, actor=request.actor, at=clock.now()
    )
    messages.success(request, _("It is no longer kept for that reason."))
    return redirect("register:record", slug, year, number)


def _authority(request: HttpRequest, slug: str) -> Body:
    authority = get_object_or_404(Body.objects.authorities(), slug=slug)
    permissions.require(rules.may_read_register(request.actor, authority))
    return authority


def _record(request: HttpRequest, slug: str, year: int, number: int) -> Record:
    authority = _authority(request, slug)
    try:
        return queries.record_by_number(authority, year=year, number=number)
    except Record.DoesNotExist:
        raise Http404 from None


def _day_asked_for(request: HttpRequest) -> dt.date:
    form = forms.DayForm(request.GET)
    if form.is_valid():
        return form.cleaned_data["dag"]
    return calendar.local_date(clock.now())


def _show(
    request: HttpRequest,
    shown: Record,
    *,
    hold_form: forms.HoldForm | None = None,
    lift_form: tuple[int, forms.LiftForm] | None = None,
) -> HttpResponse:
    """Show a record, with the form that could not be taken if there is one."""
    wording = {"subject_line": shown.subject_line, "class_code": shown.class_code}
    holds = shown.holds.select_related("placed_by").order_by("-placed_at", "-pk")
    context = {
        "record": shown,
        "documents": shown.documents.all(),
        "successor": getattr(shown, "transferred_to", None),
        "holds": [(each, _lift_form(each.pk, lift_form)) for each in holds],
        "may_keep": rules.may_keep_record(request.actor, shown),
        "wording_form": forms.WordingForm(initial=wording),
        "secrecy_form": forms.SecrecyForm(),
        "hold_form": hold_form or forms.HoldForm(auto_id="hold_%s"),
    }
    status = 422 if hold_form or lift_form else 200
    return render(request, "register/record.html", context, status=status)


def _lift_form(pk: int, refused: tuple[int, forms.LiftForm] | None) -> forms.LiftForm:
    if refused is not None and refused[0] == pk:
        return refused[1]
    return forms.LiftForm(auto_id=f"lift_{pk}_%s")
