"""Which places a text speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from medverkan.foundation.search import words

_NAME = r"[A-ZÅÄÖ][\wåäöé]+(?:\s+[A-ZÅÄÖ][\wåäöé]+)?"
_AFTER_PREPOSITION = re.compile(
    r"\b(?:i|på|vid|till|från|mellan|längs|utanför|nära|kring|genom|mot)\s+"
    rf"({_NAME})(?:\s+(?:och|samt)\s+({_NAME}))?"
)
# A road is known by its number: "väg 27", "riksväg 40", "E20".
_ROAD = re.compile(
    r"\b(?:(?:riks|läns|lands)?väg(?:en)?\s+|e\s?)(\d{1,4})\b", re.IGNORECASE
)
# Capital letters for something else than a place, or for the whole municipality, as stems.
_NO_PLACES = frozenset({"sver", "kommun", "stad"})


class Places:
    """The places that the index knows, as written there."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = sorted(set(names))
        self._by_first: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in self.names:
            if key := place_key(name):
                self._by_first[key[0]].append(key)

    def within(self, text: str) -> frozenset[tuple[str, ...]]:
        """
        Return the places in the text, each as the stems of its name.

        Those that the index knows, however written, and names in capitals after a word such
        as "i", "vid" or "mellan".
        """
        stems = _stems(text)
        known = {
            key
            for start, stem in enumerate(stems)
            for key in self._by_first.get(stem, ())
            if tuple(stems[start : start + len(key)]) == key
        }
        roads = {("väg", match[1]) for match in _ROAD.finditer(text)}
        known = {key for key in known if not _is_road(key)}
        return frozenset(known | roads | _named(text))


@lru_cache(maxsize=5000)
def place_key(name: str) -> tuple[str, ...]:
    """Return what makes two ways of writing a place the same."""
    road = _ROAD.search(name)
    return ("väg", road[1]) if road else tuple(_stems(name))


def _is_road(key: tuple[str, ...]) -> bool:
    return key[0] == "väg" and key[-1].isdecimal()


def _named(text: str) -> set[tuple[str, ...]]:
    found = (
        name for match in _AFTER_PREPOSITION.finditer(text) for name in match.groups()
    )
    keys = {place_key(name) for name in found if name}
    return {key for key in keys if key and key[0] not in _NO_PLACES}


def _stems(text: str) -> list[str]:
    return words.stems(text, language="sv", limit=400)
