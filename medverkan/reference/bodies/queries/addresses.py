"""Where an address lies that somebody wrote in their own way."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from medverkan.foundation.memory import Remembered
from medverkan.reference.bodies.models import Address, Area, Street
from medverkan.reference.bodies.queries.areas import area_at

MOST = 5
_LONGEST_TEXT = 300
_MOST_WORDS = 4
# A name shorter than this may be misspelt by one letter, a longer one by two.
_LONG_NAME = 8
_NUMBER = re.compile(r"(\d{1,5})([a-z]?)")
# "Åsbogatan12", as a telephone makes it.
_GLUED = re.compile(r"(?<=[^\W\d_]{4})(?=\d)")
_SHORT_FOR = (
    (re.compile(r"(?<=\w\w)g\.(?=\s|$)"), "gatan"),
    (re.compile(r"(?<=\w\w)v\.(?=\s|$)"), "vägen"),
)


@dataclass(frozen=True)
class Found:
    """An address that may be meant; `is_exact` if nothing else can be."""

    label: str
    latitude: float
    longitude: float
    is_exact: bool = False

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude

    @property
    def area(self) -> Area | None:
        """The smallest area that it lies in."""
        return area_at(self.latitude, self.longitude)

    @property
    def in_area(self) -> str:
        """The address with its area, where there is one."""
        return f"{self.label} ({self.area})" if self.area else self.label


@dataclass(frozen=True)
class _Wanted:
    """What was written, read as a number on a street; `rest` is what stands after it."""

    street: str
    number: int
    letter: str
    rest: str


@dataclass(frozen=True)
class _Streets:
    """The streets by how their names are compared, with the same of their towns."""

    by_name: dict[str, list[int]]
    town_of: dict[int, str]


def _read_streets() -> _Streets:
    by_name: dict[str, list[int]] = defaultdict(list)
    town_of = {}
    for pk, name, town in Street.objects.order_by("pk").values_list(
        "pk", "name", "town"
    ):
        by_name[_plain(name)].append(pk)
        town_of[pk] = _plain(town)
    return _Streets(dict(by_name), town_of)


_streets = Remembered(_read_streets)


def find_addresses(text: str) -> list[Found]:
    """
    Return at most five addresses that may be meant by what somebody wrote, the likeliest first.

    Case, accents and small mistakes in the name do not matter; a number must be in it.
    """
    if not _streets().by_name:
        return []
    for wanted in _readings(text):
        found = _at(wanted, _streets_called(wanted.street), is_spelt=True)
        if found:
            return found
    for wanted in _readings(text):
        found = _at(wanted, _streets_like(wanted.street), is_spelt=False)
        if found:
            return found
    return []


def exact_address(text: str) -> Found | None:
    """Return the one address that is meant, if only one can be."""
    found = find_addresses(text)
    return found[0] if found and found[0].is_exact else None


def _plain(text: str) -> str:
    """Return words as they are compared: small letters without accents, and numbers."""
    small = text.casefold()
    for short, whole in _SHORT_FOR:
        small = short.sub(whole, small)
    letters = unicodedata.normalize("NFKD", small)
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare))


def _readings(text: str) -> Iterator[_Wanted]:
    """Read a text as addresses: each number with the words before it, most words first."""
    words = _GLUED.sub(" ", _plain(text[:_LONGEST_TEXT])).split()
    for place, word in enumerate(words):
        number = _NUMBER.fullmatch(word)
        if number is None:
            continue
        after = words[place + 1 :]
        letter = number[2]
        # "12 b", but "12 i Borås".
        if not letter and re.fullmatch("[a-hj-z]", " ".join(after[:1])):
            letter = after[0]
        for begin in range(max(0, place - _MOST_WORDS), place):
            street = " ".join(words[begin:place])
            yield _Wanted(street, int(number[1]), letter.upper(), " ".join(after))


def _streets_called(name: str) -> list[int]:
    return _streets().by_name.get(name, [])


def _streets_like(name: str) -> list[int]:
    """Return streets whose names differ by a mistake or two, the likest first."""
    most = 2 if len(name) >= _LONG_NAME else 1
    alike = process.extract(
        name,
        _streets().by_name.keys(),
        scorer=OSA.distance,
        score_cutoff=most,
        limit=MOST,
    )
    return [pk for called, _distance, _place in alike for pk in _streets_called(called)]


def _at(wanted: _Wanted, streets: list[int], *, is_spelt: bool) -> list[Found]:
    """Return the addresses with the wanted number, the right letter first."""
    if not streets:
        return []
    town_of = _streets().town_of
    rest = f" {wanted.rest} "
    there = [pk for pk in streets if town_of[pk] and f" {town_of[pk]} " in rest]
    candidates = there or streets
    rows = Address.objects.filter(street__in=candidates, number=wanted.number)
    found = sorted(
        rows.select_related("street"),
        key=lambda one: (
            one.letter != wanted.letter, candidates.index(one.street_id), one.letter,
        ),
    )  # fmt: skip
    right = [one for one in found if one.letter == wanted.letter]
    is_exact = is_spelt and len(right) == 1
    return [
        Found(str(one), one.latitude, one.longitude, is_exact)
        for one in (right if is_exact else found)[:MOST]
    ]
