"""Claiming tags: the place where one identity comes to count once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from medverkan.participation.ballots.models import Ballot, Match, PersonKey, Standing
from medverkan.participation.ballots.schemes import Scheme, Tag
from medverkan.participation.ballots.states import AttemptState
from medverkan.participation.ballots.writing import stored

# `+ 0` keeps the planner from the ballot's index: while its figures are old, as in a burst
# of votes, it would take that and read through all that waits.
_TAKE_PENDING = """
    DELETE FROM ballots_pending WHERE {column} = %s AND ballot_id + 0 = %s
    RETURNING number, tag, name_tag, deadline_at
"""
_INSERT_STANDING = """
    INSERT INTO ballots_standing (ballot_id, number, state, is_comparable)
    VALUES (%s, %s, %s, %s) RETURNING id
"""
_INSERT_KEY = """
    INSERT INTO ballots_personkey (ballot_id, scheme, tag, standing_id)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (ballot_id, scheme, tag) DO NOTHING RETURNING id
"""
# One round trip instead of two: what a vote costs is mostly the way to PostgreSQL and back.
_STAND_AT_ONCE = """
    WITH standing AS (
        INSERT INTO ballots_standing (ballot_id, number, state, is_comparable)
        VALUES (%s, %s, %s, %s) RETURNING id
    ), claimed AS (
        INSERT INTO ballots_personkey (ballot_id, scheme, tag, standing_id)
        SELECT %s, %s, %s, id FROM standing
        ON CONFLICT (ballot_id, scheme, tag) DO NOTHING RETURNING id
    )
    SELECT standing.id, EXISTS (SELECT 1 FROM claimed) FROM standing
"""


@dataclass(frozen=True)
class Waiting:
    """What an attempt waits with; whoever took it settles it."""

    number: UUID
    tag: bytes | None
    name_tag: bytes | None
    deadline_at: dt.datetime | None

    def tags(self, scheme: Scheme) -> list[Tag]:
        """Return the tags it claims; the strong one is of the ballot's scheme."""
        strong = [] if self.tag is None else [Tag(scheme, self.tag)]
        weak = [] if self.name_tag is None else [Tag(Scheme.NAME, self.name_tag)]
        return strong + weak

    def is_late(self, at: dt.datetime) -> bool:
        """Tell whether the time to confirm is over."""
        return self.deadline_at is not None and at >= self.deadline_at


def take_by_secret(ballot: Ballot, secret_hash: bytes) -> Waiting | None:
    """Take the attempt that waits behind a link; None if it is settled or unknown."""
    return _take(ballot, "secret_hash", secret_hash)


def take(ballot: Ballot, number: UUID) -> Waiting | None:
    """Take a waiting attempt by its number; None if it is settled or unknown."""
    return _take(ballot, "number", stored(number))


def _take(ballot: Ballot, column: str, value: object) -> Waiting | None:
    # Deleting is the lock: of two at once, the second waits and then finds nothing.
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_PENDING.format(column=column), [value, ballot.pk])
        return waiting_of(cursor.fetchone())


def waiting_of(row: tuple[Any, ...] | None) -> Waiting | None:
    """Return a row of number, tag, name's tag and deadline as both databases give it."""
    if row is None:
        return None
    number, tag, name_tag, deadline_at = row
    return Waiting(
        number=number if isinstance(number, UUID) else UUID(hex=number),
        tag=None if tag is None else bytes(tag),
        name_tag=None if name_tag is None else bytes(name_tag),
        deadline_at=_as_utc(deadline_at),
    )


def _as_utc(value: dt.datetime | str | None) -> dt.datetime | None:
    """SQLite keeps times as text in UTC without saying so."""
    if isinstance(value, str):
        value = dt.datetime.fromisoformat(value)
    if value is not None and value.tzinfo is None:
        value = value.replace(tzinfo=dt.UTC)
    return value


def claim(*, ballot: Ballot, number: UUID, tags: list[Tag], at: dt.datetime) -> bool:
    """
    Let the attempt stand for its identity; return False if that identity stands already.

    An identity whose vote was withdrawn stands again by the new attempt; one whose vote was
    struck does not, until that is restored. A weak tag never decides. Without any but weak
    tags the vote stands as one that cannot be compared.
    """
    strong = next((tag for tag in tags if not tag.is_weak), None)
    standing_id, is_claimed = _stand(ballot, number, strong)
    if strong and not is_claimed:
        Standing.objects.filter(pk=standing_id).delete()
        return _stand_again(ballot=ballot, number=number, tag=strong)
    for tag in tags:
        if tag.is_weak and not _insert_key(ballot, tag, standing_id):
            note_match(ballot=ballot, number=number, tag=tag, at=at)
    return True


def _stand(ballot: Ballot, number: UUID, strong: Tag | None) -> tuple[int, bool]:
    """Insert a standing and claim the strong tag for it; tell whether that was free."""
    if strong is None:
        return _insert_standing(ballot, number, is_comparable=False), True
    if connection.vendor != "postgresql":
        standing_id = _insert_standing(ballot, number, is_comparable=True)
        return standing_id, _insert_key(ballot, strong, standing_id)
    values = [ballot.pk, number, AttemptState.COUNTED.value, True]
    with connection.cursor() as cursor:
        cursor.execute(
            _STAND_AT_ONCE, [*values, ballot.pk, strong.scheme.value, strong.value]
        )
        return cursor.fetchone()


def _insert_standing(ballot: Ballot, number: UUID, *, is_comparable: bool) -> int:
    values = [ballot.pk, stored(number), AttemptState.COUNTED.value, is_comparable]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_STANDING, values)
        return cursor.fetchone()[0]


def _insert_key(ballot: Ballot, tag: Tag, standing_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT_KEY, [ballot.pk, tag.scheme.value, tag.value, standing_id]
        )
        return cursor.fetchone() is not None


def _stand_again(*, ballot: Ballot, number: UUID, tag: Tag) -> bool:
    standing = Standing.objects.select_for_update(of=("self",)).get(
        person_keys__ballot=ballot,
        person_keys__scheme=tag.scheme,
        person_keys__tag=tag.value,
    )
    if standing.state != AttemptState.WITHDRAWN:
        return False
    standing.number, standing.state = number, AttemptState.COUNTED.value
    standing.save(update_fields=["number", "state"])
    return True


def standing_of(*, ballot: Ballot, tag: Tag) -> Standing | None:
    """Return who stands under this tag, if anyone."""
    key = (
        PersonKey.objects.select_related("standing")
        .filter(ballot=ballot, scheme=tag.scheme, tag=tag.value)
        .first()
    )
    return key.standing if key else None


def note_match(*, ballot: Ballot, number: UUID, tag: Tag, at: dt.datetime) -> bool:
    """Note that the attempt may be somebody who stands already; return whether it may."""
    other = standing_of(ballot=ballot, tag=tag)
    if other is None or other.number == number:
        return False
    match = Match(ballot=ballot, number=number, other_number=other.number, found_at=at)
    Match.objects.bulk_create([match], ignore_conflicts=True)
    return True
