"""A case told as tracking a parcel: what is done, where it is, what comes and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from medverkan.foundation.audit import queries as log
from medverkan.foundation.audit import sentences
from medverkan.foundation.audit.types import Visibility
from medverkan.foundation.design.dates import date_long
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import TO_ANSWER, CaseState

# Letters, files and diary documents are events of other rooms with their own pages.
CASE_KIND = "cases.case"


@dataclass(frozen=True)
class Step:
    """A line of the timeline; `state` is done, now or coming, `when` a time in words."""

    title: str
    at: dt.datetime | dt.date | None = None
    text: str = ""
    when: str = ""
    state: str = "done"


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
        Step(title=title, at=event.occurred_at)
        for event, title in zip(events, said, strict=True)
        if event.subject_kind == CASE_KIND
    ]


def _coming(case: Case) -> list[Step]:
    if case.state == CaseState.WAITING:
        waiting = _("We are waiting for an answer to our question")
        return [Step(title=waiting, state="now")]
    if case.state not in TO_ANSWER:
        return []
    title = _("Answer from %(body)s") % {"body": case.body}
    if case.due_date is None:
        return [Step(title=title, state="coming")]
    when = _("by %(date)s at the latest") % {"date": date_long(case.due_date)}
    return [Step(title=title, when=when, state="coming")]
