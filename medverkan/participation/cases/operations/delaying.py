"""A proposal that has its year by law and will not be decided within it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import calendar
from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.cases import emails, events, statutory
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations.locking import lock, record


@transaction.atomic
def report_delay(*, case: Case, at: dt.datetime) -> bool:
    """
    Put the proposal in the report to the council and tell its author; once.

    Return whether that was done now: not where it has been decided meanwhile.
    """
    case = lock(case, version=None)
    last_date = statutory.decide_by(case)
    is_reported = Event.objects.filter(
        name=events.DELAY_REPORTED.name, about_case=case.pk
    ).exists()
    if last_date is None or is_reported or case.state not in statutory.UNDECIDED:
        return False
    record(events.DELAY_REPORTED, case, actor=SYSTEM, at=at, date=last_date.isoformat())
    emails.proposals.send_delayed(case, last_date=last_date, at=at)
    return True


def report_delays(*, at: dt.datetime) -> int:
    """Report every proposal whose year is nearly out; return how many were new."""
    late = statutory.to_report(on=calendar.local_date(at))
    return sum(report_delay(case=case, at=at) for case in late)
