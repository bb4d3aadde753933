"""
Where the words lie: an engine for each kind of database, with the same five functions.

`put`, `drop` and `clear` write; `match` and `count` read. An engine is a module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from medverkan.foundation.search.expressions import Expression


@dataclass(frozen=True)
class Words:
    """The stems of an entry's title and text."""

    entry_id: int
    title: Sequence[str]
    body: Sequence[str]


@dataclass(frozen=True)
class Within:
    """Which entries may be found at all; `kinds` and `languages` None mean every one."""

    audiences: Collection[str]
    kinds: Collection[str] | None = None
    languages: Collection[str] | None = None

    def as_sql(self) -> tuple[str, list[str]]:
        """Return conditions on the table `e` and their parameters."""
        parts, parameters = [], []
        for column, values in (
            ("audience", self.audiences),
            ("kind", self.kinds),
            ("language", self.languages),
        ):
            if values is not None:
                marks = ", ".join(["%s"] * len(values)) or "NULL"
                parts.append(f"e.{column} IN ({marks})")
                parameters += sorted(values)
        return " AND ".join(parts), parameters


class Engine(Protocol):
    """What an engine's module offers."""

    def put(self, entries: Iterable[Words]) -> None:
        """Keep the words of entries, in place of those kept before."""

    def drop(self, entry_ids: Collection[int]) -> None:
        """Forget the words of entries."""

    def clear(self) -> None:
        """Forget everything."""

    def match(
        self, expression: Expression, within: Within, *, limit: int, offset: int = 0
    ) -> list[tuple[int, float]]:
        """Return ids and ranks (higher is better) of the best matches."""

    def count(self, expression: Expression, within: Within) -> int:
        """Count the matches."""

    def term_counts(self) -> Iterable[tuple[str, int]]:
        """Return every stem with the number of entries that have it."""


# A year makes this much: newer things come first among equals, and no clock is read.
RECENCY_PER_YEAR = 0.1
RECENCY_STARTS_AT = dt.date(2020, 1, 1)
TITLE_WEIGHT = 5.0


def engine() -> Engine:
    """Return the engine of the database in use."""
    if connection.vendor == "postgresql":
        from medverkan.foundation.search.engines import postgresql

        return postgresql
    from medverkan.foundation.search.engines import sqlite

    return sqlite
