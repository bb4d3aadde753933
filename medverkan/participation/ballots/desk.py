"""What staff sees: which ballots need a person, and for what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from medverkan.foundation.permissions import Actor
from medverkan.participation.ballots import rules, subjects
from medverkan.participation.ballots.models import (
    Alarm,
    Ballot,
    Check,
    Match,
    StrikeProposal,
    ThresholdReached,
)
from medverkan.participation.ballots.queries import Count, count
from medverkan.participation.ballots.states import BallotState

SHOWN = 200


@dataclass(frozen=True)
class Row:
    """A ballot in the list, with what waits for a person."""

    ballot: Ballot
    subject: subjects.Subject
    count: Count
    match_count: int
    proposal_count: int
    check_count: int
    has_alarm: bool

    @property
    def waiting(self) -> int:
        """How many things wait for somebody."""
        return (
            self.match_count
            + self.proposal_count
            + self.check_count
            + int(self.has_alarm)
        )


def visible_to(actor: Actor) -> QuerySet[Ballot]:
    """Return the ballots whose desk the actor may open, newest first."""
    bodies = actor.bodies_with(*rules.DECIDING, *rules.REGISTERING, "administrator")
    ballots = Ballot.objects.order_by("-opens_at", "-pk")
    if None in bodies:
        return ballots
    return ballots.filter(body_id__in=bodies)


def rows(actor: Actor) -> list[Row]:
    """Return the ballots that are open or wait for a person, those first."""
    shown = list(visible_to(actor)[:SHOWN])
    ids = [ballot.pk for ballot in shown]
    counts, about = count(ids), subjects.of_all(shown)
    matches = _sums(Match.objects.filter(ballot__in=ids, is_same=None))
    proposals = _sums(
        StrikeProposal.objects.filter(
            ballot__in=ids, state=StrikeProposal.State.PROPOSED
        )
    )
    checks = _sums(ThresholdReached.objects.filter(ballot__in=ids))
    checks.subtract(_sums(Check.objects.filter(ballot__in=ids)))
    alarms = _sums(Alarm.objects.filter(ballot__in=ids, resolved_at=None))
    found = [
        Row(
            ballot=ballot,
            subject=about[ballot.pk],
            count=counts[ballot.pk],
            match_count=matches[ballot.pk],
            proposal_count=proposals[ballot.pk],
            check_count=checks[ballot.pk] if about[ballot.pk].needs_number else 0,
            has_alarm=bool(alarms[ballot.pk]),
        )
        for ballot in shown
    ]
    of_interest = [
        row for row in found if row.waiting or row.ballot.state == BallotState.OPEN
    ]
    return sorted(of_interest, key=lambda row: -row.waiting)


def _sums(rows_of_ballots: QuerySet) -> Counter[int]:
    return Counter(rows_of_ballots.values_list("ballot_id", flat=True))


def unchecked_thresholds(ballot: Ballot) -> list[int]:
    """
    Return the thresholds that were reached and wait for the second officer.

    None where the number is handed over to nobody, as when a proposal was joined to another.
    """
    if not subjects.of(ballot).needs_number:
        return []
    reached = ThresholdReached.objects.filter(ballot=ballot).order_by("threshold")
    checked = Check.objects.filter(ballot=ballot).values("threshold")
    return list(
        reached.exclude(threshold__in=checked).values_list("threshold", flat=True)
    )
