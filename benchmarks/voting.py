"""Ballots filled with attempts by the thousand, for the benchmark of votes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from uuid import UUID

from medverkan.foundation import clock
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.ballots import secret_links, tasks, writing
from medverkan.participation.ballots.channels import Channel
from medverkan.participation.ballots.models import (
    Attempt,
    Ballot,
    Pending,
    PersonKey,
    Standing,
    Unsealed,
)
from medverkan.participation.ballots.models.private import random_number
from medverkan.participation.ballots.operations import (
    About,
    Rules,
    Window,
    open_ballot,
)
from medverkan.participation.ballots.schemes import Scheme
from medverkan.participation.ballots.states import EntryKind

CHUNK = 5000


def new_ballot(at: dt.datetime) -> Ballot:
    """Open a ballot of e-mail addresses for a month."""
    month = dt.timedelta(days=30)
    return open_ballot(
        rules=Rules(version=1, threshold=150),
        about=About(subject_kind="benchmark"),
        window=Window(at - month, at + month),
        actor=SYSTEM,
        at=at,
    )


def waiting_attempts(ballot: Ballot, count: int, *, at: dt.datetime) -> list[str]:
    """Write attempts that wait for their confirmation; return the secrets."""
    secrets = []
    for numbers in _chunks(count):
        fresh = [secret_links.new_secret() for _ in numbers]
        hashes = [secret_links.hash_of(secret) for secret in fresh]
        Attempt.objects.bulk_create(
            Attempt(
                ballot=ballot,
                number=number,
                channel=Channel.WEB.value,
                received_at=at,
                secret_hash=hashed,
            )
            for number, hashed in zip(numbers, hashes, strict=True)
        )
        Pending.objects.bulk_create(
            Pending(
                ballot=ballot,
                number=number,
                secret_hash=hashed,
                tag=hashlib.sha256(number.bytes).digest(),
                deadline_at=at + ballot.confirm_time,
            )
            for number, hashed in zip(numbers, hashes, strict=True)
        )
        steps = [(number, 1) for number in numbers]
        writing.append_all(ballot=ballot, steps=steps, kind=EntryKind.RECEIVED)
        secrets += fresh
    return secrets


def counted_votes(ballot: Ballot, count: int, *, at: dt.datetime) -> None:
    """Write attempts that are counted: two entries, a standing and a tag each."""
    for numbers in _chunks(count):
        Attempt.objects.bulk_create(
            Attempt(
                ballot=ballot,
                number=number,
                channel=Channel.WEB.value,
                received_at=at,
            )
            for number in numbers
        )
        standings = Standing.objects.bulk_create(
            Standing(ballot=ballot, number=number) for number in numbers
        )
        PersonKey.objects.bulk_create(
            PersonKey(
                ballot=ballot,
                scheme=Scheme.EMAIL.value,
                tag=hashlib.sha256(standing.number.bytes).digest(),
                standing=standing,
            )
            for standing in standings
        )
        for step, kind in ((1, EntryKind.RECEIVED), (2, EntryKind.CONFIRMED)):
            steps = [(number, step) for number in numbers]
            writing.append_all(ballot=ballot, steps=steps, kind=kind)


def seal(ballot: Ballot) -> None:
    """Seal until nothing of the ballot is left to seal."""
    while tasks.seal_and_note(ballot, at=clock.now()):
        continue


def seal_all() -> None:
    """Seal until nothing is left to seal anywhere."""
    waiting = Unsealed.objects.values("ballot_id").distinct()
    for ballot in Ballot.objects.filter(pk__in=waiting):
        seal(ballot)


def _chunks(count: int) -> Iterator[list[UUID]]:
    for start in range(0, count, CHUNK):
        yield [random_number() for _ in range(min(CHUNK, count - start))]
