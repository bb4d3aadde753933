"""What somebody writes, read for comparison: which words matter, and which places it names."""

from __future__ import annotations

from dataclasses import dataclass

from medverkan.foundation.search import words
from medverkan.foundation.search.places import place_key
from medverkan.foundation.search.snapshot import Snapshot
from medverkan.foundation.text import title_of

_READ = 600
_MOST_WORDS = 16
_BEYOND_TITLE = 0.4


@dataclass(frozen=True, eq=False)
class TellingWord:
    """A word with the stems that stand for it (and how well), and how much it tells."""

    word: str
    related: dict[str, float]
    rarity: float
    count: int

    def likeness(self, stems: frozenset[str]) -> float:
        """Return how well the stems have this word, from 0 to 1."""
        return max((self.related[s] for s in stems & self.related.keys()), default=0.0)


@dataclass(frozen=True)
class Wish:
    """A text to compare with: its title, its telling words by rarity, and its places."""

    title: str
    title_words: str
    words: list[TellingWord]
    places: frozenset[tuple[str, ...]]


def read(text: str, *, place: str | None, snapshot: Snapshot) -> Wish:
    """Return what a text asks for; a `place` given is believed before those in the text."""
    text = text[: _READ * 2]
    title = title_of(text)
    places = {place_key(place)} if place else snapshot.places.within(text[:_READ])
    of_places = {stem for key in places for stem in key}
    in_title = set(words.words(title))
    found = dict.fromkeys(words.words(text[:_READ]))
    telling = [
        _telling(word, is_in_title=word in in_title, snapshot=snapshot)
        for word in found
        if not words.is_stop_word(word) and not words.variants(word) & of_places
    ]
    telling.sort(key=lambda word: word.rarity, reverse=True)
    return Wish(
        title=title,
        title_words=words.telling(title),
        words=telling[:_MOST_WORDS],
        places=frozenset(places),
    )


def _telling(word: str, *, is_in_title: bool, snapshot: Snapshot) -> TellingWord:
    vocabulary = snapshot.vocabulary
    related = vocabulary.related(word)
    return TellingWord(
        word=word,
        related=related,
        rarity=vocabulary.rarity(related) * (1 if is_in_title else _BEYOND_TITLE),
        count=vocabulary.count(related),
    )
