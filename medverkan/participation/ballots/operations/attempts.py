"""Voting by e-mail: try, confirm by a link that only the mailbox has, withdraw."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from medverkan.participation.ballots import (
    at_once,
    claims,
    disposable,
    emails,
    keyring,
    schemes,
    secret_links,
    writing,
)
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import (
    Attempt,
    Ballot,
    Choice,
    Pending,
    Standing,
)
from medverkan.participation.ballots.operations.outcomes import (
    OUTCOME_STEP,
    RESULT_OF_STATE,
    Outcome,
    Result,
    settle,
    settle_at_once,
)
from medverkan.participation.ballots.queries import last_steps, state_of
from medverkan.participation.ballots.schemes import Scheme, Tag
from medverkan.participation.ballots.states import AttemptState, EntryKind

LETTERS_PER_ADDRESS = 3
WITHDRAWAL_HOURS = 48


class BallotClosed(Exception):
    """Votes cannot be begun now: the window has not opened, or is over."""


class WrongScheme(Exception):
    """The ballot does not count the kind of identity that was offered."""


@dataclass(frozen=True)
class Voter:
    """
    What a voter tells of herself on the web, none of which is kept as it is.

    `source` is the network address; it becomes a keyed hash of its network.
    """

    email: str
    name: str = ""
    postcode: str = ""
    language: str = "sv"
    source: str = ""
    wants_news: bool = False
    fill_seconds: int | None = None


@dataclass(frozen=True)
class Begun:
    """An attempt that waits for its confirmation, and the secret in the letter."""

    attempt: Attempt
    secret: str


@transaction.atomic
def attempt(
    *, ballot: Ballot, voter: Voter, at: dt.datetime, choice: Any | None = None
) -> Begun:
    """
    Receive a try to vote and write to the mailbox; nothing counts until it is confirmed.

    Only the letter tells whether the address has voted already: what the caller shows must
    be the same for everyone. After three letters that nobody answered none is written.

    :raises BallotClosed: the window is not open at this time
    :raises WrongScheme: the ballot does not count e-mail addresses
    :raises NotAnIdentity: the address, or a name that is needed, cannot be read
    """
    if not ballot.is_open_at(at):
        raise BallotClosed(ballot)
    if ballot.scheme != Scheme.EMAIL:
        raise WrongScheme(ballot.scheme)
    key = keyring.key_of(ballot)
    tag = tag_of(ballot, key=key, email=voter.email, name=voter.name)
    secret = secret_links.new_secret()
    begun = Attempt.objects.create(
        ballot=ballot,
        channel=Channel.WEB.value,
        received_at=at,
        secret_hash=secret_links.hash_of(secret),
        network=keyring.blinded_network(key, voter.source),
        domain=keyring.blinded_domain(key, voter.email),
        is_disposable=disposable.is_disposable(voter.email),
        fill_seconds=voter.fill_seconds,
    )
    waiting = Pending.objects.filter(ballot=ballot, tag=tag.value).count()
    Pending.objects.create(
        ballot=ballot,
        number=begun.number,
        secret_hash=begun.secret_hash,
        tag=tag.value,
        name_tag=_name_tag_value(key, voter),
        deadline_at=at + ballot.confirm_time,
    )
    if choice is not None:
        _keep_choice(ballot, begun.number, choice)
    writing.append(ballot=ballot, number=begun.number, step=1, kind=EntryKind.RECEIVED)
    if waiting < LETTERS_PER_ADDRESS:
        standing = claims.standing_of(ballot=ballot, tag=tag)
        emails.send_after_attempt(
            ballot=ballot, voter=voter, secret=secret, standing=standing, at=at
        )
    return Begun(attempt=begun, secret=secret)


def tag_of(ballot: Ballot, *, key: bytes, email: str, name: str = "") -> Tag:
    """
    Return the tag that an e-mail address has on this ballot.

    :raises NotAnIdentity: the address, or a name that the rules ask for, cannot be read
    """
    shared = name if ballot.counts_each_name_at_address else None
    return schemes.address_tag(key=key, address=email, name=shared)


def _name_tag_value(key: bytes, voter: Voter) -> bytes | None:
    if not (voter.name and voter.postcode):
        return None
    return schemes.name_tag(key=key, name=voter.name, postcode=voter.postcode).value


def _keep_choice(ballot: Ballot, number: UUID, content: Any) -> None:
    Choice.objects.create(
        ballot=ballot, number=number, content=content, nonce=secrets.token_bytes(32)
    )


def payload_hash_of(choice: Choice) -> bytes:
    """Return the commitment to a choice: SHA-256 of its nonce and its canonical JSON."""
    canonical = json.dumps(choice.content, sort_keys=True, separators=(",", ":"))
    return sha256(bytes(choice.nonce) + canonical.encode()).digest()


def confirm(*, ballot: Ballot, secret: str, at: dt.datetime) -> Outcome:
    """
    Confirm the attempt behind a link; a link used again gives the same outcome.

    What was begun in the window counts if confirmed in the hours that the rules give.
    """
    secret_hash = secret_links.hash_of(secret)
    return confirm_hash(ballot=ballot, secret_hash=secret_hash, at=at)


def confirm_hash(*, ballot: Ballot, secret_hash: bytes, at: dt.datetime) -> Outcome:
    """
    Confirm as `confirm` does, by the hash of the secret, as the spool keeps it.

    Nearly every vote is settled by one statement; whatever is out of the ordinary goes
    step by step.
    """
    return _confirm_at_once(
        ballot=ballot, secret_hash=secret_hash, at=at
    ) or _confirm_step_by_step(ballot=ballot, secret_hash=secret_hash, at=at)


def _confirm_at_once(
    *, ballot: Ballot, secret_hash: bytes, at: dt.datetime
) -> Outcome | None:
    if not at_once.is_possible():
        return None
    waiting = at_once.see(ballot, secret_hash)
    if waiting is None or waiting.is_late(at):
        return None
    payload_hash = _payload_hash(ballot, waiting.number)
    return settle_at_once(ballot=ballot, waiting=waiting, payload_hash=payload_hash)


@transaction.atomic
def _confirm_step_by_step(
    *, ballot: Ballot, secret_hash: bytes, at: dt.datetime
) -> Outcome:
    taken = claims.take_by_secret(ballot, secret_hash)
    if taken is None:
        return outcome_of(ballot=ballot, secret_hash=secret_hash)
    if taken.is_late(at):
        writing.append(
            ballot=ballot,
            number=taken.number,
            step=OUTCOME_STEP,
            kind=EntryKind.EXPIRED,
        )
        return Outcome(Result.LATE, taken.number)
    return settle(
        ballot=ballot,
        number=taken.number,
        tags=taken.tags(Scheme(ballot.scheme)),
        at=at,
        payload_hash=_payload_hash(ballot, taken.number),
    )


def _payload_hash(ballot: Ballot, number: UUID) -> bytes | None:
    if ballot.kind != "budget":
        return None
    choice = Choice.objects.filter(number=number).first()
    return None if choice is None else payload_hash_of(choice)


def outcome_of(*, ballot: Ballot, secret_hash: bytes) -> Outcome:
    """Return where the attempt behind a link stands, writing nothing."""
    # Not by the ballot too: the planner might choose its index, and read every attempt.
    found = Attempt.objects.filter(secret_hash=secret_hash)
    for ballot_id, number in found.values_list("ballot_id", "number"):
        if ballot_id == ballot.pk:
            state = state_of(ballot_id=ballot.pk, number=number)
            return Outcome(RESULT_OF_STATE[state], number)
    return Outcome(Result.UNKNOWN)


@transaction.atomic
def withdraw(*, ballot: Ballot, secret: str, at: dt.datetime) -> Outcome:
    """
    Withdraw the vote behind the link in the letter; done twice it is done once.

    :raises BallotClosed: the last confirmation day is over
    """
    outcome = outcome_of(ballot=ballot, secret_hash=secret_links.hash_of(secret))
    if outcome.number is None:
        return outcome
    return withdraw_number(ballot=ballot, number=outcome.number, at=at)


@transaction.atomic
def withdraw_by_token(*, ballot: Ballot, token: str, at: dt.datetime) -> Outcome:
    """
    Withdraw the vote that a letter sent after a new check names.

    :raises BallotClosed: the last confirmation day is over
    """
    number = secret_links.read_withdrawal_token(
        token, ballot=ballot.uuid.hex, max_age=WITHDRAWAL_HOURS * 3600
    )
    if number is None:
        return Outcome(Result.UNKNOWN)
    return withdraw_number(ballot=ballot, number=UUID(hex=number), at=at)


def withdraw_number(*, ballot: Ballot, number: UUID, at: dt.datetime) -> Outcome:
    """
    Withdraw a vote by its number, for whoever has shown a right to; call in a transaction.

    :raises BallotClosed: the last confirmation day is over
    """
    if at >= ballot.last_confirmation_at:
        raise BallotClosed(ballot)
    found = Standing.objects.select_for_update(of=("self",)).filter(number=number)
    standing = next(iter(found), None)
    if (
        standing is None
        or standing.ballot_id != ballot.pk
        or standing.state != AttemptState.COUNTED
    ):
        state = state_of(ballot_id=ballot.pk, number=number)
        return Outcome(RESULT_OF_STATE[state], number)
    standing.state = AttemptState.WITHDRAWN.value
    standing.save(update_fields=["state"])
    step = last_steps(ballot, [number])[number] + 1
    writing.append(ballot=ballot, number=number, step=step, kind=EntryKind.WITHDRAWN)
    return Outcome(Result.WITHDRAWN, number)


@transaction.atomic
def ask_to_withdraw(*, ballot: Ballot, voter: Voter, at: dt.datetime) -> None:
    """
    Write to the mailbox how to withdraw, or that no vote from it counts.

    :raises BallotClosed: the last confirmation day is over
    :raises NotAnIdentity: the address cannot be read
    """
    if at >= ballot.last_confirmation_at:
        raise BallotClosed(ballot)
    key = keyring.key_of(ballot)
    tag = tag_of(ballot, key=key, email=voter.email, name=voter.name)
    standing = claims.standing_of(ballot=ballot, tag=tag)
    emails.send_after_asking_to_withdraw(
        ballot=ballot, voter=voter, standing=standing, at=at
    )
