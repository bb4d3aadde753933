"""What may be destroyed, and what forbids it: one answer for the list and for the deed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from enum import StrEnum

from medverkan.participation.ballots import queries as ballots
from medverkan.participation.cases.models import Case, CaseQuerySet
from medverkan.participation.cases.states import ENDED, CaseState
from medverkan.reference.register import queries as diary

# Answered is not closed: the one who wrote may still say that it was not solved.
CLOSED = ENDED - {CaseState.ANSWERED}


Eraser = Callable[[list[int], dt.datetime], None]
"""Empties what a room above holds of cases; called in the transaction of the erasure."""

_erasers: list[Eraser] = []


def register(eraser: Eraser) -> None:
    """Let a room above empty its own personal data of a case when the case is erased."""
    _erasers.append(eraser)


def erase_above(case_ids: list[int], at: dt.datetime) -> None:
    """Have every room above empty what it holds of these cases."""
    for eraser in _erasers:
        eraser(case_ids, at)


class Obstacle(StrEnum):
    """Why a case must be kept for now."""

    NOT_CLOSED = "not_closed"
    ON_HOLD = "on_hold"
    TO_HAND_OVER = "to_hand_over"
    BALLOT_UNSETTLED = "ballot_unsettled"


def closed_cases() -> CaseQuerySet:
    """Return the cases that are closed, the longest ago first."""
    closed = Case.objects.filter(state__in=CLOSED, ended_at__isnull=False)
    return closed.order_by("ended_at", "pk")  # ty: ignore[invalid-explicit-return] - as_manager


def is_done(case: Case, *, destroyed: bool) -> bool:
    """Tell whether there is nothing left to take out."""
    if destroyed:
        return not case.messages.filter(erased_at=None).exists()
    return not case.parties.filter(erased_at=None).exists()


def obstacles(cases: Sequence[Case]) -> dict[int, Obstacle]:
    """Return what forbids to touch each of these cases; those it does not name are free."""
    held = diary.holds_of([case.pk for case in cases])
    unsettled = ballots.unsettled([c.ballot_id for c in cases if c.ballot_id])
    found: dict[int, Obstacle] = {}
    for case in cases:
        if case.state not in CLOSED or case.ended_at is None:
            found[case.pk] = Obstacle.NOT_CLOSED
        elif case.pk in held:
            found[case.pk] = Obstacle.ON_HOLD
        elif case.needs_hand_over:
            found[case.pk] = Obstacle.TO_HAND_OVER
        elif case.ballot_id in unsettled:
            found[case.pk] = Obstacle.BALLOT_UNSETTLED
    return found
