"""Writing to the ledger: entries with their MAC and their place in the sealer's queue."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from medverkan.participation.ballots import keys
from medverkan.participation.ballots.leaves import Leaf
from medverkan.participation.ballots.models import Ballot, Entry, Unsealed
from medverkan.participation.ballots.states import EntryKind

# Written by hand because bulk_create cannot tell whether a row was written or was there.
_INSERT_ENTRY = """
    INSERT INTO ballots_entry
        (ballot_id, number, step, kind, correction, payload_hash, mac, mac_key)
    VALUES (%s, %s, %s, %s, NULL, %s, %s, %s)
    ON CONFLICT (ballot_id, number, step) DO NOTHING
    RETURNING id
"""
_INSERT_AT_ONCE = f"""
    WITH entry AS ({_INSERT_ENTRY}, ballot_id)
    INSERT INTO ballots_unsealed (entry_id, ballot_id)
    SELECT id, ballot_id FROM entry RETURNING entry_id
"""  # noqa: S608 - two constants
_INSERT_UNSEALED = "INSERT INTO ballots_unsealed (entry_id, ballot_id) VALUES (%s, %s)"


def append(
    *,
    ballot: Ballot,
    number: UUID,
    step: int,
    kind: EntryKind,
    payload_hash: bytes | None = None,
) -> bool:
    """
    Append one entry and queue it; return False, writing nothing, if the step was taken.

    Of two at once the second waits for the first to commit, and then finds the step taken.
    """
    mac_key, mac = mac_of(
        ballot=ballot, number=number, step=step, kind=kind, payload_hash=payload_hash
    )
    values = [ballot.pk, stored(number), step, kind, payload_hash, mac, mac_key]
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_AT_ONCE if is_postgresql else _INSERT_ENTRY, values)
        row = cursor.fetchone()
        if row is not None and not is_postgresql:
            cursor.execute(_INSERT_UNSEALED, [row[0], ballot.pk])
    return row is not None


def append_all(
    *,
    ballot: Ballot,
    steps: Sequence[tuple[UUID, int]],
    kind: EntryKind,
    correction: int | None = None,
) -> None:
    """
    Append one entry of the kind for each attempt number and step, and queue them.

    :raises IntegrityError: a step was taken already
    """
    entries = []
    for number, step in steps:
        mac_key, mac = mac_of(
            ballot=ballot, number=number, step=step, kind=kind, correction=correction
        )
        entries.append(
            Entry(
                ballot=ballot,
                number=number,
                step=step,
                kind=kind.value,
                correction=correction,
                mac=mac,
                mac_key=mac_key,
            )
        )
    entries = Entry.objects.bulk_create(entries, batch_size=1000)
    Unsealed.objects.bulk_create(
        [Unsealed(entry_id=entry.pk, ballot=ballot) for entry in entries],
        batch_size=1000,
    )


def mac_of(
    *,
    ballot: Ballot,
    number: UUID,
    step: int,
    kind: EntryKind,
    correction: int | None = None,
    payload_hash: bytes | None = None,
) -> tuple[str, bytes]:
    """Return the id of the key in use and the MAC of an entry that is to be written."""
    leaf = Leaf(
        ballot=ballot.uuid,
        kind=kind,
        number=number,
        step=step,
        correction=correction,
        payload_hash=payload_hash,
    )
    return keys.mac(leaf.to_bytes())


def stored(number: UUID) -> UUID | str:
    """Return an attempt number as this database stores it."""
    return number if connection.features.has_native_uuid_field else number.hex
