"""A proposal's way in figures: the steps it passed, where it is now, and what it took."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from medverkan.participation.cases.counting import SMALLEST_SHOWN, median
from medverkan.participation.cases.states import (
    LEADS_TO_ACTION,
    BoardOutcome,
    CaseState,
    Publication,
)


class Step(StrEnum):
    """How far a proposal came; each is counted of all that came in."""

    RECEIVED = "received"
    PUBLISHED = "published"
    REACHED = "reached"
    HANDED_OVER = "handed_over"
    DECIDED = "decided"
    APPROVED = "approved"
    BEGUN = "begun"
    ACTED_ON = "acted_on"
    DONE = "done"


class Place(StrEnum):
    """Where a proposal is now: each is in exactly one, so that they add up to all."""

    REVIEWING = "reviewing"
    GATHERING = "gathering"
    CHECKING = "checking"
    WITH_BODY = "with_body"
    TO_BEGIN = "to_begin"
    UNDER_WAY = "under_way"
    CARRIED_OUT = "carried_out"
    DECIDED_ONLY = "decided_only"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    ENDED = "ended"


class Leg(StrEnum):
    """A part of the way whose working days are counted."""

    TO_PUBLISH = "to_publish"
    TO_REACH = "to_reach"
    TO_HAND_OVER = "to_hand_over"
    TO_DECIDE = "to_decide"
    TO_FINISH = "to_finish"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is read of one proposal; `outcome` and `decided_date` are of its last decision."""

    state: str
    publication: str
    refusal_ground: str | None
    gathers: bool
    has_ballot: bool
    arrived_at: dt.datetime
    published_at: dt.datetime | None
    noted_reached_at: dt.datetime | None
    handed_over_at: dt.datetime | None
    outcome: str | None
    decided_date: dt.date | None
    begun_at: dt.datetime | None
    first_done_date: dt.date | None
    ended_at: dt.datetime | None

    @property
    def reached_at(self) -> dt.datetime | None:
        """Return when it had enough votes; whatever was handed over with votes had."""
        if self.noted_reached_at is None and self.has_ballot:
            return self.handed_over_at
        return self.noted_reached_at

    @property
    def is_decided(self) -> bool:
        """Tell whether a body has decided; what was sent back waits to be decided again."""
        return (
            self.outcome not in (None, BoardOutcome.SENT_BACK)
            and self.state in _AFTER_DECISION
        )

    @property
    def is_approved(self) -> bool:
        """Tell whether a body said yes to it or to a part of it."""
        return self.is_decided and self.outcome in LEADS_TO_ACTION

    @property
    def is_carried_out(self) -> bool:
        """Tell whether all that was planned after a yes is done."""
        return (
            self.is_approved
            and self.state == CaseState.DONE
            and self.begun_at is not None
        )

    @property
    def steps(self) -> list[Step]:
        """Return the steps that it has passed."""
        passed = {
            Step.RECEIVED: True,
            Step.PUBLISHED: self.published_at is not None,
            Step.REACHED: self.reached_at is not None,
            Step.HANDED_OVER: self.handed_over_at is not None or self.is_decided,
            Step.DECIDED: self.is_decided,
            Step.APPROVED: self.is_approved,
            Step.BEGUN: self.is_approved and self.begun_at is not None,
            Step.ACTED_ON: self.is_approved and self.first_done_date is not None,
            Step.DONE: self.is_carried_out,
        }
        return [step for step, is_passed in passed.items() if is_passed]

    @property
    def place(self) -> Place:
        """Return where it is now."""
        if self.state == CaseState.CLOSED and self.publication == Publication.REFUSED:
            return Place.REFUSED
        if self.state == CaseState.DONE:
            return Place.CARRIED_OUT if self.is_carried_out else Place.DECIDED_ONLY
        return _PLACES.get(CaseState(self.state), Place.REVIEWING)


_AFTER_DECISION = frozenset({CaseState.DECIDED, CaseState.IMPLEMENTING, CaseState.DONE})
# Every other open state is before or in review.
_PLACES = {
    CaseState.GATHERING: Place.GATHERING,
    CaseState.REACHED: Place.CHECKING,
    CaseState.PREPARING: Place.WITH_BODY,
    CaseState.DECIDED: Place.TO_BEGIN,
    CaseState.IMPLEMENTING: Place.UNDER_WAY,
    CaseState.NOT_REACHED: Place.NOT_REACHED,
    CaseState.WITHDRAWN: Place.WITHDRAWN,
    CaseState.MERGED: Place.MERGED,
    CaseState.ANSWERED: Place.ENDED,
    CaseState.CLOSED: Place.ENDED,
}


@dataclass(frozen=True)
class Funnel:
    """The figures of one group of proposals; `days` count legs by their working days."""

    steps: Counter[Step] = field(default_factory=Counter)
    places: Counter[Place] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    grounds: Counter[str] = field(default_factory=Counter)
    days: dict[Leg, Counter[int]] = field(
        default_factory=lambda: {leg: Counter() for leg in Leg}
    )
    gathering: Counter[bool] = field(default_factory=Counter)

    def __add__(self, other: Funnel) -> Funnel:
        return Funnel(
            steps=self.steps + other.steps,
            places=self.places + other.places,
            outcomes=self.outcomes + other.outcomes,
            grounds=self.grounds + other.grounds,
            days={leg: self.days[leg] + other.days[leg] for leg in Leg},
            gathering=self.gathering + other.gathering,
        )

    def take(
        self, proposal: Proposal, *, days: Callable[[Proposal], dict[Leg, int]]
    ) -> None:
        """Count one more proposal."""
        self.steps.update(proposal.steps)
        self.places[proposal.place] += 1
        self.gathering[proposal.gathers] += 1
        if proposal.is_decided:
            self.outcomes[str(proposal.outcome)] += 1
        if proposal.publication == Publication.REFUSED:
            self.grounds[proposal.refusal_ground] += 1
        for leg, count in days(proposal).items():
            self.days[leg][count] += 1

    @property
    def received(self) -> int:
        """Return how many came in."""
        return self.steps[Step.RECEIVED]

    @property
    def is_small(self) -> bool:
        """Tell whether it is of so few that it shows who wrote."""
        return 0 < self.received < SMALLEST_SHOWN

    @property
    def share_acted_on(self) -> int | None:
        """Return of a hundred decided how many have led to something done, rounded down."""
        return _per_cent(self.steps[Step.ACTED_ON], of=self.steps[Step.DECIDED])

    @property
    def share_of_received(self) -> int | None:
        """Return of a hundred that came in how many have led to something done."""
        return _per_cent(self.steps[Step.ACTED_ON], of=self.received)

    def count(self, step: Step) -> int | None:
        """Return how many passed a step; None where there is no such step on the way."""
        if step == Step.REACHED and not self.gathering[True]:
            return None
        return self.steps[step]

    def median_days(self, leg: Leg) -> float | None:
        """Return the median working days of a leg; None if nobody has passed it."""
        return median(self.days[leg])


def _per_cent(count: int, *, of: int) -> int | None:
    return 100 * count // of if of else None
