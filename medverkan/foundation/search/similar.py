"""Things like what somebody is writing: by its words, by its meaning, by its place."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
from django.conf import settings
from django.db.models.functions import Substr
from django.utils.functional import Promise

from medverkan.foundation.search import meaning, snapshot, wishing
from medverkan.foundation.search.comparison import Comparison, compare
from medverkan.foundation.search.documents import Document
from medverkan.foundation.search.engines import Within, engine
from medverkan.foundation.search.expressions import Term
from medverkan.foundation.search.models import SearchEntry, once_each
from medverkan.foundation.search.snapshot import Snapshot
from medverkan.foundation.search.wishing import Wish
from medverkan.foundation.text import NotText

LEAST_SCORE = 0.22
_BY_WORDS, _BY_MEANING = 30, 20
_MOST_MATCHES = 2000
_TEXT_READ = 400
# Measured on benchmarks/wishes.py.
_USUAL_COUNT, _USUAL_MIDDLE, _USUAL_SPREAD = 30, 0.821, 0.017


@dataclass(frozen=True)
class Similar:
    """A thing that may say the same; `score` is from 0 to 1, `reasons` are for people."""

    entry: SearchEntry
    score: float
    reasons: list[Promise | str]
    is_elsewhere: bool


@dataclass(frozen=True)
class _Meanings:
    """How alike in meaning entries are to a text, from 0 to 1; `nearest` are the best."""

    nearest: list[int] = field(default_factory=list)
    likeness: dict[int, float] = field(default_factory=dict)


def similar(
    text: str,
    *,
    audiences: Collection[str],
    kinds: Collection[str] | None = None,
    limit: int = 3,
    place: str | None = None,
    by_meaning: bool = True,
    least_score: float = LEAST_SCORE,
) -> list[Similar]:
    """
    Return at most `limit` things like the text that these audiences may find, best first.

    The same wish for another place is marked and ranked down. What scores less than
    `least_score` is left out, so that nothing comes when nothing is like the text. A thing
    that is there in several languages comes once, in the one that is most like the text.
    """
    within = Within(
        audiences=frozenset(audiences),
        kinds=None if kinds is None else frozenset(kinds),
    )
    now = snapshot.current()
    try:
        wish = wishing.read(text, place=place, snapshot=now)
    except NotText:
        return []
    ids = _found_by_words(wish, within, now)
    meanings = _Meanings()
    if by_meaning and settings.SEARCH_BY_MEANING and wish.title:
        meanings = _found_by_meaning(wish.title, within, also=ids, now=now)
    found = []
    for entry in _entries({*ids, *meanings.nearest}, within):
        one = compare(
            wish,
            entry,
            beginning=entry.beginning,
            meaning=meanings.likeness.get(entry.pk),
            snapshot=now,
        )
        if one.score >= least_score:
            found.append(Similar(entry, one.score, one.reasons, one.is_elsewhere))
    found.sort(key=lambda one: (-one.score, -one.entry.pk))
    return once_each(found, lambda one: one.entry)[:limit]


def alike(
    text: str,
    *,
    among: Iterable[Document],
    place: str | None = None,
    least_score: float = LEAST_SCORE,
) -> list[tuple[Document, Comparison]]:
    """
    Return which of these documents are like the text, the likeliest first.

    By words and places alone: they need not be indexed, so they may be what only staff see.
    """
    now = snapshot.current()
    try:
        wish = wishing.read(text, place=place, snapshot=now)
    except NotText:
        return []
    found = [(one, _compared(wish, one, now=now)) for one in among]
    kept = [pair for pair in found if pair[1].score >= least_score]
    return sorted(kept, key=lambda pair: (-pair[1].score, -pair[0].object_id))


def _compared(wish: Wish, document: Document, *, now: Snapshot) -> Comparison:
    entry = SearchEntry(
        title=document.title, language=document.language, place=document.place
    )
    beginning = document.text[:_TEXT_READ]
    return compare(wish, entry, beginning=beginning, meaning=None, snapshot=now)


def _found_by_words(wish: Wish, within: Within, now: Snapshot) -> list[int]:
    """
    Return entries that have the rarest of the words, within a bounded number of matches.

    Places come last: they tell where, and what is wished there may be said in other words.
    """
    terms: set[Term] = set()
    matches = 0
    groups = [word.related.keys() for word in wish.words] + [*wish.places]
    for stems in groups:
        # A part of a compound may be common though the whole is rare.
        for count, stem in sorted((now.vocabulary.count([s]), s) for s in stems):
            if terms and matches + count > _MOST_MATCHES:
                break
            matches += count
            terms.add(Term(stem))
    if not terms:
        return []
    found = engine().match((frozenset(terms),), within, limit=_BY_WORDS)
    return [entry_id for entry_id, _rank in found]


def _found_by_meaning(
    text: str, within: Within, *, also: list[int], now: Snapshot
) -> _Meanings:
    vector = meaning.vector(text)
    tail = snapshot.tail_of(now)
    cosines: dict[int, float] = {}
    samples, sizes = [], []
    for part in (now.vectors, tail):
        if not len(part.rows):
            continue
        allowed = part.may_be_found(within)
        if part is not tail and len(tail.rows):
            allowed &= ~np.isin(part.entry_ids, tail.entry_ids)
        best, sample = part.nearest(vector, allowed, count=_BY_MEANING)
        sizes.append(int(allowed.sum()))
        samples.append(sample)
        known = [place for pk in also if (place := part.place_of(pk)) is not None]
        places = np.array([*best, *known], dtype=np.int64)
        places = places[allowed[places]]
        found = part.cosines_of(places, vector)
        cosines |= dict(
            zip(part.entry_ids[places].tolist(), found.tolist(), strict=True)
        )
    if not cosines:
        return _Meanings()
    likeness = _likeness(cosines, np.concatenate(samples), count=sum(sizes))
    nearest = sorted(likeness, key=likeness.__getitem__, reverse=True)
    return _Meanings(nearest[:_BY_MEANING], likeness)


def _likeness(
    cosines: dict[int, float], sample: np.ndarray, *, count: int
) -> dict[int, float]:
    # E5 finds any two texts alike, so what counts is how far one stands out among all that
    # may be found, against how far the luckiest of so many would. While they are few, they
    # are joined by some that lie as texts usually do.
    share = count / (count + _USUAL_COUNT)
    middle = share * float(np.mean(sample)) + (1 - share) * _USUAL_MIDDLE
    spread = share * float(np.std(sample)) + (1 - share) * _USUAL_SPREAD
    luckiest = math.sqrt(2 * math.log(count + _USUAL_COUNT))
    return {
        pk: min(1.0, max(0.0, ((cosine - middle) / spread - 1) / luckiest))
        for pk, cosine in cosines.items()
    }


def _entries(ids: Collection[int], within: Within) -> list[SearchEntry]:
    """Return the entries, once more only those that may be found."""
    # By id alone: SQLite would else go through every entry of the audience.
    entries = SearchEntry.objects.filter(pk__in=ids).defer("text")
    return [
        entry
        for entry in entries.annotate(beginning=Substr("text", 1, _TEXT_READ))
        if entry.audience in within.audiences
        and (within.kinds is None or entry.kind in within.kinds)
    ]
