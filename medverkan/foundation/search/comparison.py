"""How alike a wish and a thing are, and why, in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from medverkan.foundation.search import words
from medverkan.foundation.search.models import SearchEntry
from medverkan.foundation.search.places import place_key
from medverkan.foundation.search.snapshot import Snapshot
from medverkan.foundation.search.wishing import TellingWord, Wish

# Weights found on benchmarks/wishes.py.
_OF_WORDS, _OF_LETTERS, _OF_MEANING = 0.4, 0.3, 0.3
_OF_ANY_LETTERS = 0.6
_IN_TEXT = 0.5
_ELSEWHERE, _SAME_PLACE = 0.75, 0.1
_NEARLY_THE_SAME = 0.75
_MOST_WORDS_NAMED = 3


@dataclass(frozen=True)
class Comparison:
    """How alike, from 0 to 1, and why."""

    score: float
    reasons: list[Promise | str]
    is_elsewhere: bool


def compare(
    wish: Wish,
    entry: SearchEntry,
    *,
    beginning: str,
    meaning: float | None,
    snapshot: Snapshot,
) -> Comparison:
    """
    Compare a wish with an entry, whose text begins so.

    `meaning` is how alike they are in that, from 0 to 1, or None when it is not known.

    Places are compared for themselves and never count as words: the same wish for another
    place keeps three quarters of its score.
    """
    places = _places_of(entry, snapshot)
    by_words, shared = _by_words(wish, entry, beginning, places)
    score = _OF_WORDS * by_words + _OF_LETTERS * _by_letters(wish, entry)
    if meaning is None:
        score /= _OF_WORDS + _OF_LETTERS
    else:
        score += _OF_MEANING * meaning
    same = _shared(wish.places, places)
    is_elsewhere = bool(wish.places and places and not same)
    score = score * _ELSEWHERE if is_elsewhere else score + _SAME_PLACE * same
    return Comparison(
        score=round(min(score, 1.0), 3),
        reasons=_reasons(entry, shared, meaning or 0, same, is_elsewhere),
        is_elsewhere=is_elsewhere,
    )


def _by_words(
    wish: Wish, entry: SearchEntry, beginning: str, places: Collection[tuple[str, ...]]
) -> tuple[float, list[TellingWord]]:
    of_places = {stem for key in places for stem in key}
    title = words.stems(entry.title, language=entry.language)
    in_title = frozenset(title) - of_places
    in_text = frozenset(words.stems(beginning, language=entry.language))
    likeness = {
        word: max(word.likeness(in_title), _IN_TEXT * word.likeness(in_text))
        for word in wish.words
    }
    whole = sum(word.rarity for word in wish.words)
    if not whole:
        return 0.0, []
    said = sum(word.rarity * like for word, like in likeness.items()) / whole
    telling = [stem for stem in in_title if not words.is_stop_word(stem)]
    heard = sum(
        max((word.related.get(stem, 0.0) for word in wish.words), default=0.0)
        for stem in telling
    ) / max(len(telling), 1)
    shared = [word for word, like in likeness.items() if like > _IN_TEXT]
    return 0.65 * said + 0.35 * heard, shared


def _shared(
    wished: Collection[tuple[str, ...]], known: Collection[tuple[str, ...]]
) -> bool:
    """Tell whether any places are the same, or one says more closely where: "torget, läge B"."""
    return any(
        one[: len(other)] == other or other[: len(one)] == one
        for one in wished
        for other in known
    )


def _by_letters(wish: Wish, entry: SearchEntry) -> float:
    theirs = words.telling(entry.title)
    likeness = fuzz.token_set_ratio(wish.title_words, theirs) / 100
    return max(0.0, (likeness - _OF_ANY_LETTERS) / (1 - _OF_ANY_LETTERS))


def _places_of(entry: SearchEntry, snapshot: Snapshot) -> frozenset[tuple[str, ...]]:
    named = snapshot.places.within(entry.title)
    return named | {place_key(entry.place)} if entry.place else named


def _reasons(
    entry: SearchEntry,
    shared: list[TellingWord],
    meaning: float,
    is_same_place: bool,
    is_elsewhere: bool,
) -> list[Promise | str]:
    reasons: list[Promise | str] = []
    if shared:
        named = ", ".join(word.word for word in shared[:_MOST_WORDS_NAMED])
        reasons.append(format_lazy(_("The same words: {words}"), words=named))
    if meaning >= _NEARLY_THE_SAME:
        reasons.append(_("Means nearly the same"))
    elif not shared:
        reasons.append(_("May be about the same thing"))
    if is_same_place:
        reasons.append(_("The same place"))
    if is_elsewhere and entry.place:
        reasons.append(format_lazy(_("Another place: {place}"), place=entry.place))
    elif is_elsewhere:
        reasons.append(_("Another place"))
    return reasons
