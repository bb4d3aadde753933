"""A case told as tracking a parcel: what is done, where it is, what comes and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from medverkan.foundation import calendar
from medverkan.foundation.audit import queries as log
from medverkan.foundation.audit import sentences
from medverkan.foundation.audit.types import Visibility
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import TO_ANSWER, CaseState


@dataclass(frozen=True)
class Step:
    """A line of the timeline; `is_done` False is yet to come."""

    text: Any
    at: dt.datetime | None = None
    date: dt.date | None = None
    note: Any = ""
    is_done: bool = True


def of_public(case: Case) -> list[Step]:
    """Return what everyone may know."""
    return _past(case, {Visibility.PUBLIC}) + _coming(case)


def of_resident(case: Case) -> list[Step]:
    """Return what the one who wrote may know."""
    return _past(case, {Visibility.PUBLIC, Visibility.PARTIES}) + _coming(case)


def of_staff(case: Case) -> list[Step]:
    """Return everything that happened."""
    return _past(case, set(Visibility)) + _coming(case)


def _past(case: Case, visibilities: set[Visibility]) -> list[Step]:
    events = list(reversed(log.about_case(case.pk, visibilities).events))
    said = sentences.sentences(events)
    return [
        Step(text=text, at=event.occurred_at)
        for event, text in zip(events, said, strict=True)
    ]


def _coming(case: Case) -> list[Step]:
    if case.state == CaseState.WAITING:
        return [
            Step(text=_("We are waiting for an answer to our question"), is_done=False)
        ]
    if case.state not in TO_ANSWER:
        return []
    return [
        Step(
            text=_("Answer from %(body)s") % {"body": case.body},
            date=case.due_date,
            note=_("at the latest") if case.due_date else "",
            is_done=False,
        )
    ]


def days_late(case: Case, *, today: dt.date) -> int:
    """Return how many working days the answer is late; 0 or less is in time."""
    if case.due_date is None or case.state not in TO_ANSWER:
        return 0
    return calendar.working_days_between(case.due_date, today)
