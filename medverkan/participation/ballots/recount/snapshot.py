"""One moment of the database to read from while votes go on."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Generator[None]:
    """
    Read everything within as of one moment, without holding up writers.

    Within a transaction that is open already, that transaction is read.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            # Not atomic(): our transactions on SQLite begin by locking out writers.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
