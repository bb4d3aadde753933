"""How an attempt is settled: the one place where a vote comes to count or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from medverkan.participation.ballots import at_once, claims, writing
from medverkan.participation.ballots.claims import Waiting
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.schemes import Tag
from medverkan.participation.ballots.states import AttemptState, EntryKind

OUTCOME_STEP = 2


class Result(StrEnum):
    """What became of an attempt, as the page or letter tells it to whoever made it."""

    COUNTED = "counted"
    REPEATED = "repeated"
    LATE = "late"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    STRUCK = "struck"
    UNKNOWN = "unknown"


RESULT_OF_STATE = {
    AttemptState.PENDING: Result.WAITING,
    AttemptState.EXPIRED: Result.LATE,
    AttemptState.REPEATED: Result.REPEATED,
    AttemptState.COUNTED: Result.COUNTED,
    AttemptState.WITHDRAWN: Result.WITHDRAWN,
    AttemptState.STRUCK: Result.STRUCK,
    None: Result.UNKNOWN,
}


@dataclass(frozen=True)
class Outcome:
    """The result for an attempt, by its public number."""

    result: Result
    number: UUID | None = None


def settle(
    *,
    ballot: Ballot,
    number: UUID,
    tags: list[Tag],
    at: dt.datetime,
    payload_hash: bytes | None = None,
) -> Outcome:
    """
    Claim the tags and append `confirmed`, or `repeated` if the identity stands already.

    It touches no counter, tree or head: no row is shared by all voters. Call it in a
    transaction, for an attempt that nobody else can settle.
    """
    is_new = claims.claim(ballot=ballot, number=number, tags=tags, at=at)
    writing.append(
        ballot=ballot,
        number=number,
        step=OUTCOME_STEP,
        kind=EntryKind.CONFIRMED if is_new else EntryKind.REPEATED,
        payload_hash=payload_hash if is_new else None,
    )
    return Outcome(Result.COUNTED if is_new else Result.REPEATED, number)


def settle_at_once(
    *, ballot: Ballot, waiting: Waiting, payload_hash: bytes | None = None
) -> Outcome | None:
    """
    Settle an attempt in one statement if its identity is new; else do nothing.

    None means that `settle` has to look: the identity stands, or somebody was quicker.
    """
    if not at_once.is_fit(waiting):
        return None
    if at_once.count(ballot=ballot, waiting=waiting, payload_hash=payload_hash):
        return Outcome(Result.COUNTED, waiting.number)
    return None
