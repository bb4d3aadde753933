"""The draft of the written statement with which a proposal goes before its board."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.access import has_role
from medverkan.participation.ballots import panels
from medverkan.participation.ballots.models import Ballot, Check
from medverkan.participation.cases import desk, queries, sorting
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import BEFORE_A_BODY


@has_role(*desk.READERS)
@never_cache
@require_safe
def draft(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what is known, under the headings that somebody is to fill in; to be printed."""
    try:
        case = queries.whole(reference, actor=request.actor)
    except Case.DoesNotExist as error:
        raise Http404 from error
    if not case.is_proposal or case.state not in BEFORE_A_BODY:
        raise Http404
    now = clock.now()
    said = sorting.already_said(case.published_text, place=case.place or None)
    context = {
        "case": case,
        "today": calendar.local_date(now),
        "panel": panels.of(case.ballot, at=now) if case.ballot else None,
        "check": _check_of(case.ballot) if case.ballot else None,
        "similar": [other for other in said if case.reference not in other.url],
    }
    return render(request, "cases/draft_statement.html", context)


def _check_of(ballot: Ballot) -> Check | None:
    """Return the signed check on which the hand-over stands, with its head."""
    return ballot.checks.select_related("head").order_by("pk").first()
