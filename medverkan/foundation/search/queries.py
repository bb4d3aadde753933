"""Finding things by words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from medverkan.foundation.search import documents, expressions, snapshot
from medverkan.foundation.search.engines import Within, engine
from medverkan.foundation.search.excerpts import Fragment, excerpt
from medverkan.foundation.search.expressions import Expression
from medverkan.foundation.search.models import SearchEntry, once_each
from medverkan.foundation.search.vocabulary import Vocabulary

_MOST_MATCHES = 5000


@dataclass(frozen=True)
class Hit:
    """A thing found, with the pieces of its text that show why."""

    kind: str
    object_id: int
    language: str
    title: list[Fragment]
    excerpt: list[Fragment]
    place: str
    at: dt.datetime
    url: str


@dataclass(frozen=True)
class Page:
    """Some of the hits, and how many there are in all."""

    hits: list[Hit]
    total: int


def find(
    text: str,
    *,
    audiences: Collection[str],
    kinds: Collection[str] | None = None,
    language: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Page:
    """
    Return the things that these audiences may find by the text, best first.

    Things with all the words come alone if there are any; else those with other words for
    them (in compounds, or spelled nearly so); else those with some of them. Any text is
    accepted; one without words finds nothing. A thing in several languages comes once among
    the hits of a page.
    """
    within = Within(
        audiences=frozenset(audiences),
        kinds=None if kinds is None else frozenset(kinds),
        languages=None if language is None else frozenset({language}),
    )
    expression, total = _first_with_hits(text, within)
    matches = engine().match(expression, within, limit=limit, offset=offset)
    entries = SearchEntry.objects.in_bulk([entry_id for entry_id, _rank in matches])
    in_order = [entries[pk] for pk, _rank in matches if pk in entries]
    hits = once_each(in_order, lambda entry: entry)
    return Page(
        hits=[_hit(entry, expression) for entry in hits],
        total=total - (len(in_order) - len(hits)),
    )


def _first_with_hits(text: str, within: Within) -> tuple[Expression, int]:
    expression = expressions.parse(text)
    total = engine().count(expression, within)
    if total or not expression:
        return expression, total
    vocabulary = snapshot.current().vocabulary
    wider = expressions.parse(text, related=vocabulary.related)
    some = expressions.any_of(_rarest(wider, vocabulary))
    for attempt in dict.fromkeys([wider, some]):
        if total := engine().count(attempt, within):
            return attempt, total
    return expression, 0


def _rarest(expression: Expression, vocabulary: Vocabulary) -> Expression:
    """Return the most telling groups: to rank by the common ones takes long and says little."""
    counted = [
        (vocabulary.count(term.stem for term in group), place)
        for place, group in enumerate(expression)
    ]
    kept, matches = [], 0
    for count, place in sorted(counted):
        matches += count
        if kept and matches > _MOST_MATCHES:
            break
        kept.append(expression[place])
    return tuple(kept)


def url_of(entry: SearchEntry) -> str:
    """Return the address of what the entry stands for, in the active language."""
    return reverse(documents.kinds()[entry.kind].url, args=entry.url_args)


def _hit(entry: SearchEntry, expression: Expression) -> Hit:
    return Hit(
        kind=entry.kind,
        object_id=entry.object_id,
        language=entry.language,
        title=excerpt(entry.title, expression, length=len(entry.title) + 1),
        excerpt=excerpt(entry.text, expression),
        place=entry.place,
        at=entry.at,
        url=url_of(entry),
    )
