"""Which events are steps that followers hear of, and what a letter says of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from medverkan.foundation.audit import sentences
from medverkan.foundation.audit.models import Event
from medverkan.participation.cases import events, words
from medverkan.participation.cases.models import Case


@dataclass(frozen=True)
class Step:
    """A step in words: what happened, when, and a line on what it means for the reader."""

    event_id: int
    case_id: int
    title: str
    text: str
    at: dt.datetime
    recorded_at: dt.datetime


def _of_answer(event: Event) -> str:
    return _("The answer stands on the page of the case.")


def _of_reaching(event: Event) -> str:
    return _(
        "Now the number is checked and signed by two persons. Then the proposal goes to the "
        "board. One can still vote."
    )


def _of_missing(event: Event) -> str:
    return _(
        "It got %(counted)s counted votes. It was not in vain: those who vote show the "
        "boards what matters. Anyone may write to the board anyway, and lodge the proposal "
        "again later."
    ) % {"counted": event.data["counted"]}


def _of_merging(event: Event) -> str:
    into = Case.objects.filter(pk=event.data["into"]).first()
    if into is None or not into.is_published:
        return ""
    path = reverse("cases:detail", args=[into.reference])
    return _(
        "Votes given here are not added there. If you want to support %(title)s you can "
        "vote for it: %(link)s"
    ) % {"title": into.published_title, "link": settings.SITE_URL + path}


def _of_handing_over(event: Event) -> str:
    return _(
        "The board prepares its decision. When it decides we tell you, with its reasons."
    )


def _of_delay(event: Event) -> str:
    return _("The decision takes longer than a year. We tell you when it has come.")


def _of_decision(event: Event) -> str:
    plain = words.BOARD_OUTCOME_PLAIN[event.data["board_outcome"]]
    reasons = _("The reasons stand on the page.")
    return f"{plain} {reasons}"


def _nothing(event: Event) -> str:
    return ""


# What a letter adds to the sentence of the public timeline, by event.
TEXTS: Mapping[str, Callable[[Event], str]] = {
    events.ANSWERED.name: _of_answer,
    events.CLOSED.name: _nothing,
    events.REOPENED.name: _nothing,
    events.MOVED.name: _nothing,
    events.TRANSFERRED.name: _nothing,
    events.REACHED.name: _of_reaching,
    events.NOT_REACHED.name: _of_missing,
    events.PROPOSAL_MERGED.name: _of_merging,
    events.HANDED_OVER.name: _of_handing_over,
    events.DELAY_REPORTED.name: _of_delay,
    events.DECIDED.name: _of_decision,
    events.STEP_PLANNED.name: _nothing,
    events.STEP_DONE.name: _nothing,
    events.FINISHED.name: _nothing,
}

# Of these the one who wrote has a letter of their own.
AUTHOR_IS_TOLD = frozenset(
    event.name
    for event in (
        events.ANSWERED,
        events.MOVED,
        events.TRANSFERRED,
        events.NOT_REACHED,
        events.PROPOSAL_MERGED,
        events.HANDED_OVER,
        events.DELAY_REPORTED,
        events.DECIDED,
        events.STEP_PLANNED,
        events.FINISHED,
    )
)


def names() -> tuple[str, ...]:
    """Return the names of the events that are steps."""
    return tuple(TEXTS)


def is_told_by_another(event: Event) -> bool:
    """Tell whether it is the last step done, of which "carried out" tells at the same time."""
    return (
        event.name == events.STEP_DONE.name
        and Event.objects.filter(
            name=events.FINISHED.name,
            about_case=event.about_case,
            occurred_at=event.occurred_at,
        ).exists()
    )


def in_words(happened: Iterable[Event]) -> list[Step]:
    """Return steps in the active language; a look-up per kind of value, however many."""
    happened = list(happened)
    said = sentences.sentences(happened)
    return [
        Step(
            event_id=event.pk,
            case_id=event.about_case or 0,
            title=title,
            text=TEXTS[event.name](event),
            at=event.occurred_at,
            recorded_at=event.recorded_at,
        )
        for event, title in zip(happened, said, strict=True)
    ]
