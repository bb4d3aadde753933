"""
The shortest way to a counted vote: one statement on PostgreSQL, which is a transaction.

Step by step a vote is six round trips to the server, and most of its time is spent on the
way and on planning. The statement does the same in the same order, or nothing at all; each
connection keeps it prepared (`DATABASE_PREPARES`), since planning it takes longer than
doing it.
"""

from __future__ import annotations

from django.db import connection

from medverkan.foundation.prepared import ask
from medverkan.participation.ballots.claims import Waiting, waiting_of
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.states import AttemptState, EntryKind
from medverkan.participation.ballots.writing import mac_of

STEP = 2
# `+ 0` as in `claims`: never by the ballot's index.
_SEE = """
    SELECT number, tag, name_tag, deadline_at FROM ballots_pending
    WHERE secret_hash = %(secret_hash)s AND ballot_id + 0 = %(ballot)s
"""
# Locking the waiting row comes first: of two at once the second waits and finds nothing.
# Where the tag stands already nothing is claimed, so that nothing else is written either.
_COUNT = f"""
    WITH waiting AS (
        SELECT tag FROM ballots_pending WHERE number = %(number)s FOR UPDATE
    ), claimed AS (
        INSERT INTO ballots_personkey (ballot_id, scheme, tag, standing_id)
        SELECT %(ballot)s, %(scheme)s, tag, nextval('ballots_standing_id_seq')
        FROM waiting
        ON CONFLICT (ballot_id, scheme, tag) DO NOTHING RETURNING standing_id
    ), standing AS (
        INSERT INTO ballots_standing (id, ballot_id, number, state, is_comparable)
        SELECT standing_id, %(ballot)s, %(number)s, '{AttemptState.COUNTED}', TRUE
        FROM claimed
    ), taken AS (
        DELETE FROM ballots_pending
        WHERE number = %(number)s AND EXISTS (SELECT 1 FROM claimed)
    ), entry AS (
        INSERT INTO ballots_entry
            (ballot_id, number, step, kind, payload_hash, mac, mac_key)
        SELECT %(ballot)s, %(number)s, {STEP}, '{EntryKind.CONFIRMED}',
            %(payload_hash)s::bytea, %(mac)s, %(mac_key)s
        FROM claimed RETURNING id
    )
    INSERT INTO ballots_unsealed (entry_id, ballot_id)
    SELECT id, %(ballot)s FROM entry RETURNING entry_id
"""  # noqa: S608 - constants, and places for values


def is_possible() -> bool:
    """Tell whether the database can do it; on SQLite there is no way to shorten."""
    return connection.vendor == "postgresql"


def see(ballot: Ballot, secret_hash: bytes) -> Waiting | None:
    """Return what waits behind a link and leave it there; others may settle it meanwhile."""
    found = ask(_SEE, {"ballot": ballot.pk, "secret_hash": secret_hash})
    return waiting_of(found[0] if found else None)


def is_fit(waiting: Waiting) -> bool:
    """Tell whether the attempt claims one tag of the ballot's scheme and nothing else."""
    return waiting.tag is not None and waiting.name_tag is None


def count(*, ballot: Ballot, waiting: Waiting, payload_hash: bytes | None) -> bool:
    """
    Count the attempt if it still waits and its identity is new; else write nothing.

    Outside a transaction it is committed, and durable, when this returns.
    """
    mac_key, mac = mac_of(
        ballot=ballot,
        number=waiting.number,
        step=STEP,
        kind=EntryKind.CONFIRMED,
        payload_hash=payload_hash,
    )
    values = {
        "ballot": ballot.pk,
        "number": waiting.number,
        "scheme": ballot.scheme,
        "payload_hash": payload_hash,
        "mac": mac,
        "mac_key": mac_key,
    }
    return bool(ask(_COUNT, values))
