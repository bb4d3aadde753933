"""Votes that staff registers: paper sheets, telephone, lists without e-mail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.participation.ballots import (
    claims,
    events,
    keyring,
    rules,
    schemes,
    subjects,
    writing,
)
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Attempt, Ballot, Match, Pending
from medverkan.participation.ballots.operations.attempts import (
    BallotClosed,
    WrongScheme,
    tag_of,
)
from medverkan.participation.ballots.operations.identified import tag_of_proof
from medverkan.participation.ballots.operations.outcomes import (
    OUTCOME_STEP,
    Outcome,
    Result,
    settle,
)
from medverkan.participation.ballots.registers import Proof
from medverkan.participation.ballots.schemes import Scheme, Tag
from medverkan.participation.ballots.states import EntryKind


class AlreadyDecided(Exception):
    """Somebody has decided on the match."""


@dataclass(frozen=True)
class Row:
    """
    A row as it was written or said; nothing of it is kept but `sheet_row`.

    `proof` is for ballots that count persons or a register's rows.
    """

    email: str = ""
    name: str = ""
    postcode: str = ""
    proof: Proof | None = None
    sheet_row: str = ""


@transaction.atomic
def register_row(
    *, ballot: Ballot, channel: Channel, row: Row, actor: Actor, at: dt.datetime
) -> Outcome:
    """
    Register a vote that came on paper, by phone or on a list, and settle it at once.

    Without e-mail in a ballot of e-mail addresses, a row whose name and postcode somebody
    already has waits until a person has compared them.

    :raises NotPermitted: the actor may not register votes here
    :raises BallotClosed: the last confirmation day is over, or the window has not opened
    :raises WrongScheme: the rules do not count such a row, or none that came this way
    :raises NotAnIdentity: the row cannot be read
    """
    permissions.require(rules.may_register_rows(actor, ballot))
    if channel not in subjects.of(ballot).taken_by_staff:
        raise WrongScheme(channel)
    if not ballot.opens_at <= at < ballot.last_confirmation_at:
        raise BallotClosed(ballot)
    tags = _tags(ballot, row)
    attempt = Attempt.objects.create(
        ballot=ballot,
        channel=channel.value,
        received_at=at,
        sheet_row=row.sheet_row,
        registered_by_id=actor.user_id,
    )
    writing.append(
        ballot=ballot, number=attempt.number, step=1, kind=EntryKind.RECEIVED
    )
    if all(tag.is_weak for tag in tags) and claims.note_match(
        ballot=ballot, number=attempt.number, tag=tags[0], at=at
    ):
        Pending.objects.create(
            ballot=ballot, number=attempt.number, name_tag=tags[0].value
        )
        outcome = Outcome(Result.WAITING, attempt.number)
    else:
        outcome = settle(ballot=ballot, number=attempt.number, tags=tags, at=at)
    audit.record(
        events.ROW_REGISTERED,
        subject=ballot,
        actor=actor,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        way=channel.value,
        result=outcome.result.value,
    )
    return outcome


def _tags(ballot: Ballot, row: Row) -> list[Tag]:
    if row.proof is not None:
        return [tag_of_proof(ballot, row.proof)]
    if ballot.scheme != Scheme.EMAIL:
        raise WrongScheme(ballot.scheme)
    key = keyring.key_of(ballot)
    tags = []
    if row.email:
        tags.append(tag_of(ballot, key=key, email=row.email, name=row.name))
    elif not ballot.counts_rows_without_email:
        raise WrongScheme("a row without e-mail")
    if not row.email or (row.name and row.postcode):
        name_tag = schemes.name_tag(key=key, name=row.name, postcode=row.postcode)
        tags.append(name_tag)
    return tags


@transaction.atomic
def decide_match(
    *, match: Match, is_same: bool, actor: Actor, at: dt.datetime
) -> Outcome:
    """
    Decide whether a row is the same person as one who stands already.

    A row that waited is counted or becomes a repeated one. Votes that count already are
    not touched: removing one of them takes two persons (`propose_strike`).

    :raises NotPermitted: the actor may not, or handles the subject
    :raises AlreadyDecided: somebody has
    """
    match = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    ballot = Ballot.objects.get(pk=match.ballot_id)
    permissions.require(rules.may_decide_match(actor, ballot))
    if match.is_same is not None:
        raise AlreadyDecided(match)
    match.is_same, match.decided_at = is_same, at
    match.decided_by_id = actor.user_id
    match.save(update_fields=["is_same", "decided_at", "decided_by_id"])
    audit.record(
        events.MATCH_DECIDED,
        subject=ballot,
        actor=actor,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        is_same=is_same,
    )
    taken = claims.take(ballot, match.number)
    if taken is None:
        return Outcome(Result.UNKNOWN, match.number)
    if is_same:
        writing.append(
            ballot=ballot,
            number=match.number,
            step=OUTCOME_STEP,
            kind=EntryKind.REPEATED,
        )
        return Outcome(Result.REPEATED, match.number)
    tags = taken.tags(Scheme(ballot.scheme))
    return settle(ballot=ballot, number=match.number, tags=tags, at=at)
