"""Pages that gather from several rooms."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from medverkan.foundation import clock
from medverkan.foundation.calendar import local_date
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.dates import date_long
from medverkan.foundation.design.numbers import thin
from medverkan.foundation.search.queries import find
from medverkan.foundation.text import summary
from medverkan.foundation.text.numbers import whole_number
from medverkan.participation.cases import answering, proposals, words
from medverkan.participation.cases import queries as cases
from medverkan.participation.cases.forms import SayForm
from medverkan.participation.cases.models import Case, Decision

PAGE = 20

SHOWN = 3


@public_page(60)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask the one question, and show what came of it for others."""
    running = proposals.running(limit=SHOWN, at=clock.now())
    context = {
        "questions_form": SayForm,  # made where it is drawn, once for many pages
        "say_url": reverse("cases:say"),
        "ongoing": [_running(row) for row in running] + _waiting(SHOWN - len(running)),
        "outcomes": _outcomes(),
        "promises": _promises(clock.now()),
    }
    return render(request, "site/home.html", context)


@public_page(60)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find what everyone may read, by words."""
    text = request.GET.get("q", "")[:500]
    page = min(whole_number(request.GET.get("sida", "")) or 1, 500)
    found = find(text, audiences=("public",), limit=PAGE, offset=(page - 1) * PAGE)
    paginator = Paginator(range(found.total), PAGE)
    context = {"text": text, "found": found, "page": paginator.get_page(page)}
    return render(request, "site/search.html", context)


def _waiting(limit: int) -> list[dict[str, Any]]:
    """Return cases that wait for an answer, to fill up with."""
    return [_ongoing(case) for case in cases.latest_open(limit=limit)] if limit else []


def _ongoing(case: Case) -> dict[str, Any]:
    return {
        "kind": str(case.pathway),
        "color": "accent",
        "note": date_long(case.published_at),
        "title": case.published_title,
        "language": case.language,
        "url": reverse("cases:detail", args=[case.reference]),
        "text": summary(case.published_text, 140),
    }


def _promises(at: dt.datetime) -> list[dict[str, Any]]:
    """Return how we kept what we promise in the last ninety days; nothing without answers."""
    kept = answering.promises(local_date(at))
    page = reverse("cases:figures")
    promises = []
    if kept.median_days is not None:
        days = ngettext(
            "%(days)s working day",
            "%(days)s working days",
            math.ceil(kept.median_days),
        )
        promises.append(
            {
                "value": days % {"days": thin(kept.median_days)},
                "label": _(
                    "to a first answer: half got theirs sooner, in the last 90 days"
                ),
                "url": f"{page}#median_days",
            }
        )
    if kept.share_in_time is not None:
        label = ngettext(
            "of %(count)s case was answered in time in the last 90 days",
            "of %(count)s cases were answered in time in the last 90 days",
            kept.due,
        )
        promises.append(
            {
                "value": _("%(share)s %%") % {"share": kept.share_in_time},
                "label": label % {"count": thin(kept.due)},
                "url": f"{page}#share_in_time",
            }
        )
    return promises


def _running(row: proposals.Row) -> dict[str, Any]:
    card = {
        "kind": str(row.case.pathway),
        "color": "sun",
        "note": row.time_left,
        "title": row.case.published_title,
        "language": row.case.language,
        "url": reverse("cases:detail", args=[row.case.reference]),
    }
    if row.count is None or row.threshold is None:
        return card
    progress = {
        "value": row.count.counted,
        "max": row.threshold,
        "label": _("counted votes"),
    }
    return card | {"progress": progress}


def _outcomes() -> list[dict[str, Any]]:
    """Return the last answers and decisions, at least one of each where there is one."""
    answers = [_outcome(case) for case in cases.latest_answered(limit=SHOWN)]
    decisions = [_decision(d) for d in proposals.latest_decided(limit=SHOWN)]
    chosen = decisions[: SHOWN - min(len(answers), 1)]
    chosen += answers[: SHOWN - len(chosen)]
    return sorted(chosen, key=lambda outcome: outcome["at"], reverse=True)


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "kind": words.BOARD_OUTCOME[decision.outcome],
        "body": str(decision.body),
        "at": decision.date,
        "title": decision.published_title,
        "language": decision.language,
        "url": reverse("cases:detail", args=[decision.reference]),
        "text": summary(decision.reasons, 160),
    }


def _outcome(case: Case) -> dict[str, Any]:
    return {
        "kind": words.OUTCOME[case.outcome],
        "body": str(case.body),
        "at": local_date(case.answered_at),
        "title": case.published_title,
        "language": case.language,
        "url": reverse("cases:detail", args=[case.reference]),
        "text": summary(case.published_reply, 160),
    }
