"""The report to the council of proposals that have their year by law."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design import tables
from medverkan.participation.cases import rules, statutory

_readers = has_role(*rules.READ_COUNCIL_REPORT)


@_readers
@never_cache
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show what is not decided: late or soon to be, and the rest."""
    today = calendar.local_date(clock.now())
    waiting = statutory.undecided()
    context = {
        "today": today,
        "reported": [one for one in waiting if one.reported_date],
        "others": [one for one in waiting if not one.reported_date],
        "days_before": statutory.REPORTED_DAYS_BEFORE,
    }
    return render(request, "cases/council_report.html", context)


@_readers
@never_cache
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same as CSV."""
    head = [
        _("Reference"), _("Title"), _("Who decides"), _("Raised"),
        _("To be decided by"), _("Reported"), _("State"),
    ]  # fmt: skip
    rows = [
        [
            one.case.reference, one.title, str(one.case.decider), one.raised_date,
            one.decide_by, one.reported_date or "", one.where_it_is,
        ]
        for one in statutory.undecided()
    ]  # fmt: skip
    return tables.csv_response("rapport-till-fullmaktige.csv", [head, *rows])
