"""The answering clock stands still while we wait for the one who wrote."""

from __future__ import annotations

import datetime as dt

from medverkan.foundation import calendar
from medverkan.participation.cases.models import Case, Pause
from medverkan.reference.bodies import queries as bodies

# A pause while we wait for the resident is at most ten working days and shown.
LONGEST_PAUSE = 10


def begin(case: Case, *, at: dt.datetime) -> Pause:
    """Let the clock of a locked case stand still from now."""
    until = calendar.add_working_days(
        calendar.local_date(at), LONGEST_PAUSE, closed=bodies.closed_days()
    )
    return Pause.objects.create(case=case, began_at=at, until_date=until)


def end(case: Case, *, at: dt.datetime) -> bool:
    """Let the clock of a locked case run again, if it stands still; the caller saves the days."""
    pause = case.pauses.filter(ended_at__isnull=True).first()
    if pause is None:
        return False
    pause.ended_at = at
    pause.save(update_fields=["ended_at"])
    if case.due_date is not None:
        closed = bodies.closed_days()
        began, ended = calendar.local_date(pause.began_at), calendar.local_date(at)
        stood_still = calendar.working_days_between(
            began, min(ended, pause.until_date), closed=closed
        )
        case.due_date = calendar.add_working_days(
            case.due_date, stood_still, closed=closed
        )
        if case.first_due_date is not None and case.first_answered_at is None:
            case.first_due_date = calendar.add_working_days(
                case.first_due_date, stood_still, closed=closed
            )
    return True
