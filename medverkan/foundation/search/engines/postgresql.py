"""Words in PostgreSQL: a tsvector column with a GIN index on the entries' own table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db import connection

from medverkan.foundation.search.engines import (
    RECENCY_PER_YEAR,
    RECENCY_STARTS_AT,
    Within,
    Words,
)
from medverkan.foundation.search.expressions import Expression, Term

_FROM = "FROM search_searchentry e, CAST(%s AS tsquery) q WHERE e.words @@ q AND "
# Weights for D, C, B, A: the title is A and the text D. Divided by 1 + log(length).
_RANK = (
    "ts_rank('{0.2, 0.2, 0.4, 1.0}', e.words, q, 1) * e.weight * "
    f"(1 + {RECENCY_PER_YEAR} * extract(epoch FROM e.at - timestamptz "
    f"'{RECENCY_STARTS_AT}') / 31557600)"
)
_MOST_POSITIONS = 16_000


def put(entries: Iterable[Words]) -> None:
    """Keep the words of entries, in place of those kept before."""
    rows = [(_as_vector(entry), entry.entry_id) for entry in entries]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE search_searchentry SET words = CAST(%s AS tsvector) WHERE id = %s",
            rows,
        )


def drop(entry_ids: Collection[int]) -> None:
    """Forget the words of entries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_searchentry SET words = NULL WHERE id = ANY(%s)",
            [list(entry_ids)],
        )


def clear() -> None:
    """Forget everything."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_searchentry SET words = NULL")


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
        [_as_tsquery(expression), *parameters, limit, offset],
    )


def count(expression: Expression, within: Within) -> int:
    """Count the matches."""
    if not expression:
        return 0
    conditions, parameters = within.as_sql()
    sql = f"SELECT count(*) {_FROM} {conditions}"
    return _rows(sql, [_as_tsquery(expression), *parameters])[0][0]


def term_counts() -> Iterable[tuple[str, int]]:
    """Return every stem with the number of entries that have it."""
    return _rows(
        "SELECT word, ndoc FROM ts_stat('SELECT words FROM search_searchentry')", []
    )


def _rows(sql: str, parameters: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _as_vector(entry: Words) -> str:
    # Written as the type itself and not through to_tsvector, whose parser depends on the
    # server's locale. Stems hold letters and digits only, so the quotes hold.
    title = [f"'{stem}':{place}A" for place, stem in enumerate(entry.title, 1)]
    start = len(title) + 1
    body = [f"'{stem}':{place}" for place, stem in enumerate(entry.body, start)]
    return " ".join([*title, *body][:_MOST_POSITIONS])


def _as_tsquery(expression: Expression) -> str:
    return " & ".join(
        "(" + " | ".join(_as_term(term) for term in sorted(group)) + ")"
        for group in expression
    )


def _as_term(term: Term) -> str:
    return f"'{term.stem}':*" if term.is_prefix else f"'{term.stem}'"
