"""Counting what is asked for across all processes, for limits that nobody slips past."""

from __future__ import annotations

import base64
import pickle

from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router, transaction


def count(name: str, *, seconds: float) -> int:
    """Count one more by this name; return how many there were within the time, from the first."""
    cache.add(name, 0, timeout=seconds)
    try:
        return cache.incr(name)
    except ValueError:  # it was forgotten between the two
        return 1


class CountingCache(DatabaseCache):
    """
    Django's cache in a table, with an `incr` that is one step and keeps the end of the time.

    Django's own reads and then sets, so that two at once may count as one, and whatever is
    counted lives five minutes longer with each.
    """

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """:raises ValueError: there is no such key, or its time is over"""
        stored = self.make_and_validate_key(key, version=version)
        alias = router.db_for_write(self.cache_model_class)
        connection = connections[alias]
        update = f"UPDATE {connection.ops.quote_name(self._table)} SET "  # noqa: S608 - a name of ours
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            # Whoever writes a row holds it until the end, on every database.
            cursor.execute(f"{update} expires = expires WHERE cache_key = %s", [stored])
            before = self.get(key, version=version)
            if before is None:
                raise ValueError(f"Key '{key}' not found")
            value = pickle.dumps(before + delta, self.pickle_protocol)
            cursor.execute(
                f"{update} value = %s WHERE cache_key = %s",
                [base64.b64encode(value).decode("ascii"), stored],
            )
        return before + delta
