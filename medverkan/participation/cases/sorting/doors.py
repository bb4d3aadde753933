"""Which hints about other doors a text calls for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from medverkan.foundation import calendar
from medverkan.foundation.audit.editions import Kept
from medverkan.participation.cases.models import WrongDoor
from medverkan.participation.cases.sorting.alarms import heard
from medverkan.participation.cases.sorting.keywords import SHARED, Keywords

MOST_SHOWN = 3
# Sharing letters is not enough here: a teacher is no doctor.
_CLEARLY = 0.8
_READ = 20_000


@dataclass(frozen=True)
class Hint:
    """A door to show, and the words of the text that call for it; none for an alarm's."""

    door: WrongDoor
    words: tuple[str, ...]


def hints(text: str, *, at: dt.datetime) -> list[Hint]:
    """Return at most three hints, the most urgent first."""
    doors = _doors(at)
    alarm = heard(text)
    helps = [
        Hint(door, ())
        for door in doors
        if alarm is not None and door.alarm == alarm.kind
    ]
    found = {hint.door.pk: hint for hint in (*helps, *_by_words(text, doors))}
    in_order = sorted(found.values(), key=lambda h: (h.door.place, h.door.slug))
    return in_order[:MOST_SHOWN]


def called_for(text: str, *, at: dt.datetime) -> list[WrongDoor]:
    """Return every door that the words of a text call for."""
    return [hint.door for hint in _by_words(text, _doors(at))]


def _doors(at: dt.datetime) -> list[WrongDoor]:
    today = calendar.local_date(at)
    return [door for door in _kept() if door.is_shown_on(today)]


_kept = Kept(lambda: list(WrongDoor.objects.order_by("place", "slug")), of=(WrongDoor,))


def _by_words(text: str, doors: Sequence[WrongDoor]) -> list[Hint]:
    words = tuple(door.phrases for door in doors)
    found: dict[int, dict[str, float]] = {}
    for match in _keywords(words).found_in(text[:_READ]):
        for place, strength in match.topics.items():
            # Said by several doors it counts for each: nothing is to be chosen here.
            if strength * len(match.topics) ** SHARED >= _CLEARLY:
                found.setdefault(place, {})[match.word] = strength
    return [Hint(doors[place], tuple(said)) for place, said in sorted(found.items())]


@lru_cache(maxsize=4)
def _keywords(words: tuple[tuple[str, ...], ...]) -> Keywords:
    return Keywords(
        (word, place, 1.0) for place, own in enumerate(words) for word in own
    )
