"""Join a proposal that gathers votes to another: its ballot ends, and nothing is added."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.states import move
from medverkan.participation.ballots import operations as ballots
from medverkan.participation.cases import emails, events, rules, states
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.operations import registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.merging import CannotBeJoined


@transaction.atomic
def merge_proposal(
    *, case: Case, into: Case, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """
    End a proposal whose author has said yes to joining one about the same thing.

    Its ballot takes no new votes, its count stays shown and is never added to the other.
    The page stays and leads to the other; those who follow it are offered to vote there.

    :raises CannotBeJoined: the other is its own, another authority's or gathers no votes
    :raises ChangedMeanwhile: somebody else changed the proposal
    """
    # In one order for everybody: two who join the same two crosswise must not lock each other.
    versions = {into.pk: None, case.pk: version}
    locked = {
        one.pk: lock(one, version=versions[one.pk])
        for one in sorted([case, into], key=lambda one: one.pk)
    }
    case, into = locked[case.pk], locked[into.pk]
    require(rules.may_merge_proposal(actor, case))
    reason = rules.why_not_merged(case, into=into)
    if reason:
        raise CannotBeJoined(into, reason)
    case.state = move(state=case.state, transition=states.MERGE)
    case.merged_into = into
    case.ended_at = at
    save(case, "state", "merged_into", "ended_at")
    if case.ballot is not None:
        ballots.end_early(ballot=case.ballot, actor=actor, at=at)
    record(events.PROPOSAL_MERGED, case, actor=actor, at=at, into=into.pk)
    registering.close_in_diary(case, actor=actor, at=at)
    emails.send_merged(case, into=into, actor=actor, at=at)
    return case
