"""Words in SQLite: an FTS5 table beside the entries, ranked by bm25."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from medverkan.foundation.search.engines import (
    RECENCY_PER_YEAR,
    RECENCY_STARTS_AT,
    TITLE_WEIGHT,
    Within,
    Words,
)
from medverkan.foundation.search.expressions import Expression, Term

# CROSS JOIN has SQLite ask for the words once, and not for every entry of the audience.
_FROM = (
    "FROM search_words CROSS JOIN search_searchentry e ON e.id = search_words.rowid "
    "WHERE search_words MATCH %s AND "
)
# bm25 is negative, and more so the better.
_RANK = (
    f"-bm25(search_words, {TITLE_WEIGHT}, 1.0) * e.weight * (1 + {RECENCY_PER_YEAR} * "
    f"(julianday(e.at) - julianday('{RECENCY_STARTS_AT}')) / 365.25)"
)


def put(entries: Iterable[Words]) -> None:
    """Keep the words of entries, in place of those kept before."""
    rows = [(e.entry_id, " ".join(e.title), " ".join(e.body)) for e in entries]
    drop([row[0] for row in rows])
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (rowid, title, body) VALUES (%s, %s, %s)", rows
        )


def drop(entry_ids: Collection[int]) -> None:
    """Forget the words of entries."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM search_words WHERE rowid = %s", [(pk,) for pk in entry_ids]
        )


def clear() -> None:
    """Forget everything."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


def match(
    expression: Expression, within: Within, *, limit: int, offset: int = 0
) -> list[tuple[int, float]]:
    """Return ids and ranks (higher is better) of the best matches."""
    if not expression:
        return []
    conditions, parameters = within.as_sql()
    return _rows(
        f"SELECT e.id, {_RANK} AS rank {_FROM} {conditions} "
        "ORDER BY rank DESC, e.id DESC LIMIT %s OFFSET %s",
        [_as_fts(expression), *parameters, limit, offset],
    )


def count(expression: Expression, within: Within) -> int:
    """Count the matches."""
    if not expression:
        return 0
    conditions, parameters = within.as_sql()
    sql = f"SELECT count(*) {_FROM} {conditions}"
    return _rows(sql, [_as_fts(expression), *parameters])[0][0]


def term_counts() -> Iterable[tuple[str, int]]:
    """Return every stem with the number of entries that have it."""
    return _rows("SELECT term, doc FROM search_vocabulary", [])


def _rows(sql: str, parameters: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _as_fts(expression: Expression) -> str:
    return " AND ".join(
        "(" + " OR ".join(_as_term(term) for term in sorted(group)) + ")"
        for group in expression
    )


def _as_term(term: Term) -> str:
    # Stems hold letters and digits only, so that the quotes cannot be closed from within.
    return f'"{term.stem}"*' if term.is_prefix else f'"{term.stem}"'
