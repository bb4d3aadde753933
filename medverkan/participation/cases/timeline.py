"""A case told as tracking a parcel: what is done, where it is, what comes and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from medverkan.foundation.audit import queries as log
from medverkan.foundation.audit import sentences
from medverkan.foundation.audit.models import Event
from medverkan.foundation.audit.types import Visibility
from medverkan.foundation.design.dates import date_long
from medverkan.participation.cases import events
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import (
    PROPOSAL_UNDER_WAY,
    TO_ANSWER,
    CaseState,
)

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
    happened = list(reversed(log.about_case(case.pk, visibilities).events))
    said = sentences.sentences(happened)
    return [
        Step(title=title, at=event.occurred_at, state=_state_of(event, case))
        for event, title in zip(happened, said, strict=True)
        if event.subject_kind == CASE_KIND
    ]


def _state_of(event: Event, case: Case) -> str:
    # Votes come in from the day that opened them until they are over.
    is_open = case.state == CaseState.GATHERING
    return "now" if is_open and event.name == events.VOTING_OPENED.name else "done"


def _coming(case: Case) -> list[Step]:
    if case.state == CaseState.WAITING:
        return [_waiting(case)]
    if case.state in PROPOSAL_UNDER_WAY:
        return _coming_of_proposal(case)
    if case.state not in TO_ANSWER:
        return []
    title = _("Answer from %(body)s") % {"body": case.body}
    return [Step(title=title, when=_by(case.due_date), state="coming")]


def _coming_of_proposal(case: Case) -> list[Step]:
    """Return where a proposal is now, then what is to come; never a meeting's date."""
    if case.state in (CaseState.DECIDED, CaseState.IMPLEMENTING):
        return _still_to_do(case)
    body = {"body": case.decider}
    way = {
        CaseState.REVIEWING: [_review(case), *_votes_to_come(case)],
        CaseState.GATHERING: [],
        CaseState.REACHED: [
            Step(title=_("The number is checked before it is handed over"), state="now")
        ],
        CaseState.PREPARING: [
            Step(title=_("%(body)s prepares its decision") % body, state="now")
        ],
    }[CaseState(case.state)]
    takes_up = Step(
        title=_("%(body)s takes it up") % body, when=_if_enough(case), state="coming"
    )
    decision = Step(
        title=_("Decision, with reasons"),
        text=_("You can read it here, and what is to be done."),
        state="coming",
    )
    if case.state != CaseState.PREPARING:
        way.append(takes_up)
    return [*way, decision]


def _waiting(case: Case) -> Step:
    """Say that the clock stands still, and until which day at most."""
    title = _("We are waiting for an answer to our question")
    pause = case.pauses.filter(ended_at=None).first()
    if pause is None:
        return Step(title=title, state="now")
    when = _("the clock stands still until %(date)s at most")
    return Step(
        title=title, when=when % {"date": date_long(pause.until_date)}, state="now"
    )


def _review(case: Case) -> Step:
    if case.pauses.filter(ended_at=None).exists():
        return _waiting(case)
    title = _("We check it before it is published")
    return Step(title=title, when=_by(case.due_date), state="now")


def _votes_to_come(case: Case) -> list[Step]:
    if not case.rule_set.gathers_support:
        return []
    return [Step(title=_("Everyone can read it and vote"), state="coming")]


def _if_enough(case: Case) -> str:
    if case.state == CaseState.REVIEWING and case.rule_set.gathers_support:
        return _("if it gets enough votes")
    if case.ballot is None or case.ballot.threshold is None:
        return ""
    if case.state == CaseState.REACHED:
        return ""
    return _("if %(votes)s counted votes are reached") % {
        "votes": case.ballot.threshold
    }


def _still_to_do(case: Case) -> list[Step]:
    left = [step for step in case.steps.all() if step.done_date is None]
    if not left:
        title = _("What is to be done is planned")
        return [Step(title=title, state="now")]
    return [
        Step(title=step.text, when=_by(step.due_date), state="coming") for step in left
    ]


def _by(due_date: dt.date | None) -> str:
    if due_date is None:
        return ""
    return _("by %(date)s at the latest") % {"date": date_long(due_date)}
