"""What browsers were kept from loading: counted by rule and host, with no word of who or where."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.access import has_role

LONGEST_REPORT = 16_384
KINDS_A_DAY = 100
DAYS = 7
_WEEK = 60 * 60 * 24 * (DAYS + 1)


@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Count a browser's report; whatever it says, the answer is the same and empty."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= LONGEST_REPORT:
        _count(
            _kind_of(request.body[:LONGEST_REPORT]), calendar.local_date(clock.now())
        )
    return HttpResponse(status=204)


@require_safe
@never_cache
@has_role("administrator")
def reports(request: HttpRequest) -> HttpResponse:
    """Show what was reported in the last seven days."""
    today = calendar.local_date(clock.now())
    days = [today - dt.timedelta(days=gone) for gone in range(DAYS)]
    rows = [
        (day, rule, host, count)
        for day in days
        for (rule, host), count in sorted(counts_of(day).items())
    ]
    return render(request, "site/csp_reports.html", {"rows": rows})


def counts_of(day: dt.date) -> dict[tuple[str, str], int]:
    """Return how many reports there were of each rule and host on a day."""
    return {
        (kind.partition(" ")[0], kind.partition(" ")[2]): count
        for kind, count in cache.get(_key(day), {}).items()
    }


def _kind_of(body: bytes) -> str | None:
    """Return the rule and the host that was refused; None for what is no report."""
    try:
        said = json.loads(body)["csp-report"]
        rule = str(said.get("effective-directive") or said["violated-directive"])
        refused = str(said.get("blocked-uri", ""))
        host = urlsplit(refused).hostname or refused.partition(":")[0]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return f"{_plain(rule.split(' ')[0])} {_plain(host)}"


def _plain(text: Any) -> str:
    return "".join(sign for sign in text if sign.isalnum() or sign in "-._")[:80]


def _count(kind: str | None, day: dt.date) -> None:
    if kind is None:
        return
    counts = cache.get(_key(day), {})
    if kind in counts or len(counts) < KINDS_A_DAY:
        counts[kind] = counts.get(kind, 0) + 1
        cache.set(_key(day), counts, timeout=_WEEK)


def _key(day: dt.date) -> str:
    return f"csp-reports-{day.isoformat()}"
