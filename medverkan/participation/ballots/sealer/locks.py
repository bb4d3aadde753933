"""One sealer for each ballot at a time."""

from __future__ import annotations

from django.db import connection

_NAMESPACE = 0x4C454447  # "LEDG"


def take(ballot_id: int) -> bool:
    """
    Take the ballot's lock until the transaction ends; return False if another has it.

    On SQLite there is one writer at a time anyway.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s, %s)",
            [_NAMESPACE, ballot_id % 2**31],
        )
        return cursor.fetchone()[0]
