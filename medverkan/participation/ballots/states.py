"""The six states of an attempt, and the ledger entries that lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from medverkan.foundation.states import Transition, TransitionRefused, move, transition


class BallotState(StrEnum):
    """Whether a ballot may still change: closed means every attempt has its outcome."""

    OPEN = "open"
    CLOSED = "closed"


class BallotKind(StrEnum):
    """What is counted: support for one proposal, or choices in a budget."""

    SUPPORT = "support"
    BUDGET = "budget"


class AttemptState(StrEnum):
    """Where a try to vote stands; it is in exactly one of these at any time."""

    PENDING = "pending"
    EXPIRED = "expired"
    REPEATED = "repeated"
    COUNTED = "counted"
    WITHDRAWN = "withdrawn"
    STRUCK = "struck"


class EntryKind(StrEnum):
    """What an entry of the ledger says happened to an attempt."""

    RECEIVED = "received"
    CONFIRMED = "confirmed"
    REPEATED = "repeated"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    STRUCK = "struck"
    RESTORED = "restored"


OUTCOMES = frozenset({EntryKind.CONFIRMED, EntryKind.REPEATED, EntryKind.EXPIRED})
CORRECTIONS = frozenset({EntryKind.STRUCK, EntryKind.RESTORED})

TRANSITIONS: dict[EntryKind, Transition] = {
    kind: transition(kind, sources={source}, target=target)
    for kind, source, target in (
        (EntryKind.CONFIRMED, AttemptState.PENDING, AttemptState.COUNTED),
        (EntryKind.REPEATED, AttemptState.PENDING, AttemptState.REPEATED),
        (EntryKind.EXPIRED, AttemptState.PENDING, AttemptState.EXPIRED),
        (EntryKind.WITHDRAWN, AttemptState.COUNTED, AttemptState.WITHDRAWN),
        (EntryKind.STRUCK, AttemptState.COUNTED, AttemptState.STRUCK),
        (EntryKind.RESTORED, AttemptState.STRUCK, AttemptState.COUNTED),
    )
}


def state_after(state: AttemptState | None, kind: EntryKind) -> AttemptState:
    """
    Return the state an entry leads to; None is the state before the first entry.

    :raises TransitionRefused: the entry does not lead from this state
    """
    if kind is EntryKind.RECEIVED:
        if state is not None:
            raise TransitionRefused(state=state, transition=kind)
        return AttemptState.PENDING
    return AttemptState(move(state=state or "", transition=TRANSITIONS[kind]))


def replay(kinds: Iterable[EntryKind]) -> AttemptState | None:
    """
    Return the state that the entries of one attempt, in order of step, lead to.

    :raises TransitionRefused: an entry does not lead from the state before it
    """
    state: AttemptState | None = None
    for kind in kinds:
        state = state_after(state, kind)
    return state
