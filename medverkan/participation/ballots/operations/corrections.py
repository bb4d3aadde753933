"""Corrections: removing votes, or putting them back, by two persons and in the open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from medverkan.foundation import calendar, locking, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import Actor
from medverkan.participation.ballots import events, rules, writing
from medverkan.participation.ballots.models import (
    Ballot,
    Correction,
    Standing,
    StrikeProposal,
    StruckNumber,
)
from medverkan.participation.ballots.queries import count_of, last_steps
from medverkan.participation.ballots.states import AttemptState, EntryKind

_FROM = {
    EntryKind.STRUCK: AttemptState.COUNTED,
    EntryKind.RESTORED: AttemptState.STRUCK,
}
_TO = {
    EntryKind.STRUCK: AttemptState.STRUCK,
    EntryKind.RESTORED: AttemptState.COUNTED,
}


class NothingToCorrect(Exception):
    """None of the votes is in the state that the correction would change."""


class AlreadyDecided(Exception):
    """Somebody has decided on the proposal."""


@dataclass(frozen=True)
class Preview:
    """What a correction would do: how many votes it changes, the number before and after."""

    vote_count: int
    before: int
    after: int


def preview(*, ballot: Ballot, kind: EntryKind, numbers: Collection[UUID]) -> Preview:
    """Return what striking or restoring these attempts would do now."""
    changed = Standing.objects.filter(
        ballot=ballot, number__in=numbers, state=_FROM[kind]
    ).count()
    before = count_of(ballot).counted
    sign = 1 if kind is EntryKind.RESTORED else -1
    return Preview(vote_count=changed, before=before, after=before + sign * changed)


@transaction.atomic
def propose_strike(
    *,
    ballot: Ballot,
    numbers: Collection[UUID],
    ground: str,
    reason: str,
    actor: Actor,
    at: dt.datetime,
    kind: EntryKind = EntryKind.STRUCK,
) -> StrikeProposal:
    """
    Propose to strike votes, or to restore struck ones; nothing changes until approved.

    The reason stays inside, the ground is published.

    :raises NotPermitted: the actor may not, or handles the subject
    :raises NothingToCorrect: no such vote counts (or is struck) now
    """
    permissions.require(rules.may_propose_strike(actor, ballot))
    shown = preview(ballot=ballot, kind=kind, numbers=numbers)
    if not shown.vote_count:
        raise NothingToCorrect(ballot)
    proposal = StrikeProposal.objects.create(
        ballot=ballot,
        kind=kind.value,
        ground=ground,
        reason=reason,
        proposed_by_id=actor.user_id,
        proposed_at=at,
    )
    StruckNumber.objects.bulk_create(
        [StruckNumber(proposal=proposal, number=number) for number in set(numbers)]
    )
    _record(
        events.STRIKE_PROPOSED,
        proposal,
        actor=actor,
        at=at,
        vote_count=shown.vote_count,
        ground=ground,
    )
    return proposal


@transaction.atomic
def approve_strike(
    *, proposal: StrikeProposal, role: str, actor: Actor, at: dt.datetime
) -> Correction:
    """
    Approve a proposal as the second person: votes change and the public log gets a line.

    Votes that were withdrawn meanwhile are left as they are. `role` is how the log names
    who decided.

    :raises NotPermitted: the actor proposed it, handles the subject, or may not
    :raises AlreadyDecided: somebody has
    :raises NothingToCorrect: no vote is left to change
    """
    proposal = _lock_undecided(proposal, actor)
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=proposal.ballot_id)
    kind = EntryKind(proposal.kind)
    numbers = _change_standings(proposal, ballot, kind)
    correction = Correction.objects.create(
        ballot=ballot,
        number=_next_number(ballot),
        kind=kind.value,
        ground=proposal.ground,
        vote_count=len(numbers),
        decided_date=calendar.local_date(at),
        role=role,
    )
    steps = last_steps(ballot, numbers)
    writing.append_all(
        ballot=ballot,
        steps=[(number, steps[number] + 1) for number in numbers],
        kind=kind,
        correction=correction.number,
    )
    _decide(proposal, StrikeProposal.State.APPROVED, correction, actor=actor, at=at)
    is_strike = kind is EntryKind.STRUCK
    _record(
        events.VOTES_STRUCK if is_strike else events.VOTES_RESTORED,
        proposal,
        actor=actor,
        at=at,
        correction=correction.number,
        vote_count=correction.vote_count,
        ground=correction.ground,
    )
    return correction


@transaction.atomic
def reject_strike(
    *, proposal: StrikeProposal, actor: Actor, at: dt.datetime
) -> StrikeProposal:
    """
    Reject a proposal as the second person; nothing changes.

    :raises NotPermitted: the actor proposed it, handles the subject, or may not
    :raises AlreadyDecided: somebody has
    """
    proposal = _lock_undecided(proposal, actor)
    _decide(proposal, StrikeProposal.State.REJECTED, None, actor=actor, at=at)
    _record(
        events.STRIKE_REJECTED, proposal, actor=actor, at=at, ground=proposal.ground
    )
    return proposal


def _lock_undecided(proposal: StrikeProposal, actor: Actor) -> StrikeProposal:
    proposal = locking.lock(
        StrikeProposal.objects.select_related("ballot"), pk=proposal.pk
    )
    permissions.require(rules.may_decide_strike(actor, proposal))
    if proposal.state != StrikeProposal.State.PROPOSED:
        raise AlreadyDecided(proposal)
    return proposal


def _change_standings(
    proposal: StrikeProposal, ballot: Ballot, kind: EntryKind
) -> list[UUID]:
    standings = list(
        Standing.objects.select_for_update(of=("self",))
        .filter(
            ballot=ballot,
            number__in=proposal.numbers.values("number"),
            state=_FROM[kind],
        )
        .order_by("pk")
    )
    if not standings:
        raise NothingToCorrect(proposal)
    Standing.objects.filter(pk__in=[s.pk for s in standings]).update(state=_TO[kind])
    return [standing.number for standing in standings]


def _next_number(ballot: Ballot) -> int:
    last = Correction.objects.filter(ballot=ballot).aggregate(last=Max("number"))
    return (last["last"] or 0) + 1


def _decide(
    proposal: StrikeProposal,
    state: StrikeProposal.State,
    correction: Correction | None,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    proposal.state, proposal.correction = state.value, correction
    proposal.decided_by_id, proposal.decided_at = actor.user_id, at
    proposal.save(update_fields=["state", "correction", "decided_by_id", "decided_at"])


def _record(
    kind: EventType,
    proposal: StrikeProposal,
    *,
    actor: Actor,
    at: dt.datetime,
    **data: int | str,
) -> None:
    ballot = proposal.ballot
    audit.record(
        kind,
        subject=ballot,
        actor=actor,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        **data,
    )
