"""The stems that the index knows: how common they are, and which are made of which."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from medverkan.foundation.search import words

_SHORTEST_PART = 4
_SHORTEST_FIRST_PART = 3
_MOST_RELATED = 12
_MISSPELLED_LENGTH = 4
_SHORTEST_SHARED = 5
_LIKENESS = 0.88
# What joins the parts of a Swedish compound: "förening-s-liv", "gat-u-belysning".
_JOINTS = ("", "s", "u", "e", "o", "a")

IS_SAME, IS_PART, IS_LONGER, IS_MISSPELLED, IS_AKIN = 1.0, 0.7, 0.8, 0.85, 0.5


class Vocabulary:
    """Stems with the number of entries that have them; learned from the index itself."""

    def __init__(self, counts: Mapping[str, int], *, entry_count: int) -> None:
        self.counts = dict(counts)
        self.entry_count = entry_count

    def count(self, stems: Iterable[str]) -> int:
        """Return in how many entries the most common of these stems is."""
        return max((self.counts.get(stem, 0) for stem in stems), default=0)

    def rarity(self, stems: Iterable[str]) -> float:
        """Return how telling it is to share one of these stems: inverse frequency."""
        return math.log(1 + (self.entry_count + 1) / (self.count(stems) + 1))

    def related(self, word: str) -> dict[str, float]:
        """
        Return stems that stand for the word, and how well from 0 to 1.

        Its own; longer words with it in front or at the end; its parts when it is a
        compound; and for a word that nothing has, those spelled nearly the same, else those
        that begin as it does for long enough to be made of the same first word.
        """
        own = words.variants(word)
        found = dict.fromkeys(self._parts(word), IS_PART)
        found |= dict.fromkeys(self._longer(word), IS_LONGER)
        if not found and not self.count(own):
            found = self._near(word) or dict.fromkeys(self._akin(word), IS_AKIN)
        return found | dict.fromkeys(own, IS_SAME)

    def _longer(self, word: str) -> list[str]:
        short = words.stem(word, code="sv")
        if len(short) < _SHORTEST_PART:
            return []
        longer = _beginning_with(self._sorted, short)
        longer += [
            found[::-1] for found in _beginning_with(self._backwards, short[::-1])
        ]
        longer = [found for found in longer if found != short]
        return sorted(longer, key=self.counts.__getitem__, reverse=True)[:_MOST_RELATED]

    def _parts(self, word: str) -> list[str]:
        stem = words.stem(word, code="sv")
        for cut in range(_SHORTEST_FIRST_PART, len(stem) - _SHORTEST_PART + 1):
            last = self._known(stem[cut:])
            first = self._first_part(stem[:cut])
            if last and first:
                return [first, last]
        return []

    def _first_part(self, part: str) -> str:
        bare = [part.removesuffix(joint) for joint in _JOINTS if part.endswith(joint)]
        known = (self._known(found) for found in bare if len(found) >= 3)
        return next(filter(None, known), "")

    def _known(self, part: str) -> str:
        stems = [part, words.stem(part, code="sv")]
        return next((stem for stem in stems if self.counts.get(stem, 0) > 1), "")

    def _near(self, word: str) -> dict[str, float]:
        stem = words.stem(word, code="sv")
        if len(stem) < _MISSPELLED_LENGTH:
            return {}
        near = process.extract(
            stem,
            self._sorted,
            scorer=JaroWinkler.normalized_similarity,
            score_cutoff=_LIKENESS,
            limit=4,
        )
        return {found: IS_MISSPELLED * likeness for found, likeness, _place in near}

    def _akin(self, word: str) -> list[str]:
        stem = words.stem(word, code="sv")
        for length in range(len(stem) - _SHORTEST_PART, _SHORTEST_SHARED - 1, -1):
            akin = _beginning_with(self._sorted, stem[:length])
            if akin:
                return sorted(akin, key=self.counts.__getitem__)[-_MOST_RELATED:]
        return []

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.counts)

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(stem[::-1] for stem in self.counts)


def _beginning_with(stems: list[str], beginning: str) -> list[str]:
    first = bisect.bisect_left(stems, beginning)
    last = bisect.bisect_left(stems, beginning + "\U0010ffff")
    return stems[first:last]
