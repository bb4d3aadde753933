"""The hashed census: a CSV file of entitled persons, kept as keyed hashes only."""

from __future__ import annotations

import csv
import datetime as dt
import hmac
from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import uuid4

from django.db import transaction

from medverkan.foundation import calendar
from medverkan.foundation.accounts import person_keys
from medverkan.participation.ballots import keys
from medverkan.participation.ballots.models import (
    Ballot,
    Census,
    CensusInUse,
    CensusRow,
)
from medverkan.participation.ballots.registers import NotInRegister, Proof

NUMBER = "number"
NAME_BIRTH_PLACE = "name_birth_place"
COLUMNS = ("number", "name", "born", "postcode")


@transaction.atomic
def load(*, name: str, as_of_date: dt.date, lines: Iterable[str]) -> Census:
    """
    Load a CSV with the columns number, name, born (ISO date) and postcode; return it.

    Numbers may be empty. The file is read once and nothing of it is kept but hashes; a
    combination that two persons share finds neither.

    :raises NotAnIdentity: a number, name or postcode cannot be read
    :raises ValueError: a date or the file cannot be read, or a column is missing
    """
    census_id, key = uuid4(), keys.new_ballot_key()
    wrapped = keys.wrap(key, ballot=census_id)
    census = Census.objects.create(
        uuid=census_id,
        name=name,
        as_of_date=as_of_date,
        wrapped=wrapped.data,
        kek_id=wrapped.kek_id,
    )
    found: dict[tuple[str, bytes], CensusRow | None] = {}
    for line in _readable(_rows(lines)):
        row = uuid4()
        for scheme, tag in _tags(key, line).items():
            is_new = (scheme, tag) not in found
            entry = CensusRow(census=census, scheme=scheme, tag=tag, row=row)
            found[scheme, tag] = entry if is_new else None
    CensusRow.objects.bulk_create(
        [entry for entry in found.values() if entry], batch_size=1000
    )
    return census


def _readable(rows: Iterator[Proof]) -> Iterator[Proof]:
    try:
        yield from rows
    except csv.Error as reason:
        raise ValueError(f"not CSV: {reason}") from reason


def _rows(lines: Iterable[str]) -> Iterable[Proof]:
    reader = csv.DictReader(lines)
    if missing := set(COLUMNS) - set(reader.fieldnames or ()):
        raise ValueError(f"missing columns: {', '.join(sorted(missing))}")
    for line in reader:
        # A line that is too short has None where nothing stands.
        number, name, born, postcode = (line[name] or "" for name in COLUMNS)
        yield Proof(
            number=number.strip(),
            name=name.strip(),
            born_date=dt.date.fromisoformat(born.strip()),
            postcode=postcode,
        )


def _tags(key: bytes, proof: Proof) -> dict[str, bytes]:
    tags = {}
    if proof.number:
        tags[NUMBER] = person_keys.person_key(
            key=key,
            scheme=person_keys.PERSONAL_IDENTITY_NUMBER,
            identity=proof.number,
        )
    if proof.name and proof.born_date:
        identity = person_keys.name_and_postcode(
            name=proof.name, postcode=proof.postcode
        )
        place = person_keys.person_key(
            key=key, scheme=person_keys.NAME_AND_POSTCODE, identity=identity
        )
        born = proof.born_date.isoformat().encode()
        tags[NAME_BIRTH_PLACE] = hmac.digest(place, born, "sha256")
    return tags


def key_for(ballot: Ballot) -> bytes:
    """
    Return the key of the census that holds for a ballot.

    :raises NotInRegister: there is none
    """
    return _open(in_use(ballot))


def row_of(ballot: Ballot, tag: bytes, *, scheme: str = NUMBER) -> str:
    """
    Return the number of the row that a hash leads to.

    :raises NotInRegister: there is no such row
    """
    row = CensusRow.objects.filter(
        census=in_use(ballot), scheme=scheme, tag=tag
    ).first()
    if row is None:
        raise NotInRegister
    return row.row.hex


def in_use(ballot: Ballot) -> Census:
    """
    Return the census of a ballot: the newest at its first look-up, and that one ever after.

    :raises NotInRegister: there is none
    """
    kept = CensusInUse.objects.filter(ballot=ballot).select_related("census").first()
    if kept is None:
        held = Census.objects.filter(
            as_of_date__lte=calendar.local_date(ballot.closes_at)
        )
        newest = held.order_by("-as_of_date", "-pk").first()
        if newest is None:
            raise NotInRegister
        kept, _is_new = CensusInUse.objects.get_or_create(
            ballot=ballot, defaults={"census": newest}
        )
    return kept.census


def _open(census: Census) -> bytes:
    wrapped = keys.Wrapped(data=census.wrapped, kek_id=census.kek_id)
    return keys.unwrap(wrapped, ballot=census.uuid)


class CensusRegister:
    """Looks persons up in the newest census, by number first, then by name, birth and place."""

    def find(self, proof: Proof, *, ballot: Ballot) -> str:
        """Return the row's number."""
        tags: dict[str, bytes] = {}
        with suppress(person_keys.NotAnIdentity):
            tags = _tags(key_for(ballot), proof)
        for scheme, tag in tags.items():
            with suppress(NotInRegister):
                return row_of(ballot, tag, scheme=scheme)
        raise NotInRegister
