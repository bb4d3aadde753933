"""Cases about the same thing: choose them, see what will happen, join them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import calendar, clock, permissions, references
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.text.numbers import whole_number
from medverkan.participation.cases import desk, merging, operations, queries, rules
from medverkan.participation.cases.models import Case

_CONFLICT = 409
_UNREADABLE = 422


@has_role(*desk.HANDLERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, name: str, reference: str) -> HttpResponse:
    """Offer what is about the same thing, show what will happen, then join the cases."""
    if name not in queries.Inbox.NAMES:
        raise Http404
    case = _find(request, reference)
    permissions.require(rules.may_handle(request.actor, case))
    values = (request.POST or request.GET).getlist("arende")
    if request.method != "POST":
        return _show(request, name, case, values)
    leading = _leading(request, case, values)
    others = [
        one for one in merging.chosen(values, actor=request.actor) if one != leading
    ]
    if leading is None or not others:
        error = _("Choose which case leads, and at least one that is joined with it.")
        return _show(request, name, case, values, error=error, status=_UNREADABLE)
    try:
        _merge_once(request, others, leading, values)
    except operations.CannotBeJoined as refused:
        error = f"{refused.case.reference}: {refused.why}"
        return _show(request, name, case, values, error=error, status=_CONFLICT)
    except (operations.ChangedMeanwhile, SentTwiceDiffering):
        error = _("Somebody has changed one of the cases since you looked at them.")
        return _show(request, name, case, values, error=error, status=_CONFLICT)
    messages.success(request, _joined(len(others)))
    return redirect("cases:case", name, leading.reference)


@has_role(*desk.HANDLERS)
@never_cache
@require_safe
def merge_chosen(request: HttpRequest, name: str) -> HttpResponse:
    """Lead from cases chosen in a list to where they are joined; the first to arrive leads."""
    cases = merging.chosen(request.GET.getlist("arende"), actor=request.actor)
    if len(cases) < 2:
        messages.warning(request, _("Choose at least two cases in the list first."))
        back = reverse("cases:inbox", args=[name])
        return redirect(f"{back}{desk.asked_in(request)}")
    rest = QueryDict(mutable=True)
    rest.setlist("arende", [one.reference for one in cases[1:]])
    url = reverse("cases:merge", args=[name, cases[0].reference])
    return redirect(f"{url}?{rest.urlencode()}")


def _joined(count: int) -> str:
    return ngettext(
        "%(count)s case is answered together with this one.",
        "%(count)s cases are answered together with this one.",
        count,
    ) % {"count": count}


def _merge_once(
    request: HttpRequest, others: list[Case], leading: Case, values: list[str]
) -> None:
    at = clock.now()
    seen = dict(value.partition(".")[::2] for value in values)
    versions = {
        one.pk: version
        for one in [*others, leading]
        if (version := whole_number(seen.get(one.reference, ""))) is not None
    }

    def do() -> None:
        operations.merge(
            cases=others, into=leading, versions=versions, actor=request.actor, at=at
        )

    once(
        key=request.POST.get("key") or references.new_secret(),
        operation="cases.merge",
        payload={"cases": sorted(values), "into": leading.reference},
        do=do,
        at=at,
    )


def _show(
    request: HttpRequest,
    name: str,
    case: Case,
    values: list[str],
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    words = (request.POST or request.GET).get("q", "").replace("\x00", "").strip()[:100]
    picked = [one for one in merging.chosen(values, actor=request.actor) if one != case]
    offered = merging.candidates(case, words=words, actor=request.actor)
    known = {one.pk for one in picked}
    together = [case, *picked]
    context: dict[str, Any] = {
        "list_name": name,
        "list_label": desk.LIST_LABELS[name],
        "case": case,
        "why_alone": rules.why_alone(case),
        "words": words,
        "error": error,
        "picked": [
            merging.Candidate(
                one, why_not=rules.why_not_joined(request.actor, one, into=case)
            )
            for one in picked
        ],
        "offered": [one for one in offered if one.case.pk not in known],
        "together": sorted(together, key=lambda one: (one.arrived_at, one.pk)),
        "leads": _leading(request, case, values) or case,
        "first_due": min(
            (one.due_date for one in together if one.due_date), default=None
        ),
        "today": calendar.local_date(clock.now()),
        "key": references.new_secret(),
    }
    return render(request, "cases/merge.html", context, status=status)


def _leading(request: HttpRequest, case: Case, values: list[str]) -> Case | None:
    """Return the case that was chosen to lead, if it is one of those on the page."""
    wanted = (request.POST or request.GET).get("ledande", "")
    if wanted in ("", case.reference):
        return case
    found = merging.chosen(values, actor=request.actor)
    return next((one for one in found if one.reference == wanted), None)


def _find(request: HttpRequest, reference: str) -> Case:
    seen = merging.with_all_that_decides(rules.visible_to(request.actor))
    try:
        return seen.get(reference=reference)
    except Case.DoesNotExist as error:
        raise Http404 from error
