"""Voting with an identity proven at once: e-ID, or a number that staff has seen."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.participation.ballots import (
    claims,
    keyring,
    registers,
    schemes,
    writing,
)
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import Attempt, Ballot
from medverkan.participation.ballots.operations.attempts import (
    BallotClosed,
    WrongScheme,
    withdraw_number,
)
from medverkan.participation.ballots.operations.outcomes import (
    Outcome,
    Result,
    settle,
)
from medverkan.participation.ballots.registers import Proof
from medverkan.participation.ballots.schemes import Scheme, Tag
from medverkan.participation.ballots.states import EntryKind


@transaction.atomic
def vote_with_eid(*, ballot: Ballot, tag: Tag, at: dt.datetime) -> Outcome:
    """
    Receive and settle the vote of somebody who has just proven who she is by e-ID.

    :raises BallotClosed: the window is not open at this time
    :raises WrongScheme: the ballot does not count what the tag stands for
    """
    if not ballot.is_open_at(at):
        raise BallotClosed(ballot)
    if tag.scheme != ballot.scheme or tag.scheme == Scheme.EMAIL:
        raise WrongScheme(ballot.scheme)
    attempt = Attempt.objects.create(
        ballot=ballot, channel=Channel.EID.value, received_at=at
    )
    writing.append(
        ballot=ballot, number=attempt.number, step=1, kind=EntryKind.RECEIVED
    )
    return settle(ballot=ballot, number=attempt.number, tags=[tag], at=at)


@transaction.atomic
def withdraw_with_eid(*, ballot: Ballot, tag: Tag, at: dt.datetime) -> Outcome:
    """
    Withdraw the vote of somebody who has just proven again who she is by e-ID.

    :raises BallotClosed: the last confirmation day is over
    """
    standing = claims.standing_of(ballot=ballot, tag=tag)
    if standing is None:
        return Outcome(Result.UNKNOWN)
    return withdraw_number(ballot=ballot, number=standing.number, at=at)


def tag_of_proof(ballot: Ballot, proof: Proof) -> Tag:
    """
    Return the tag that a proof of identity has under the ballot's scheme.

    :raises WrongScheme: the ballot counts e-mail addresses
    :raises NotInRegister: the register does not hold the person
    :raises NotAnIdentity: the number cannot be read
    """
    key = keyring.key_of(ballot)
    if ballot.scheme == Scheme.PERSON:
        return schemes.person_tag(key=key, number=proof.number)
    if ballot.scheme == Scheme.REGISTER:
        row = registers.find(proof, ballot=ballot)
        return schemes.register_tag(key=key, row=row)
    raise WrongScheme(ballot.scheme)
