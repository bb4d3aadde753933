"""Past cases as the simulator sees them, and the rooms that provide them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from medverkan.foundation.permissions import IdentityLevel


@dataclass(frozen=True)
class Support:
    """So many supports that came to count at an instant, with what surety of identity."""

    counted_at: dt.datetime
    identity: IdentityLevel = IdentityLevel.EMAIL
    count: int = 1
    is_paper: bool = False


@dataclass(frozen=True)
class PastCase:
    """
    A case as it was, with what a rule may turn on; None is not known.

    `similar_at` holds when similar cases were last handled before this one was lodged.
    `supports` are the unique, counted ones, in any order; they may be summed by day.
    """

    reference: str
    title: str
    lodged_at: dt.datetime
    published_at: dt.datetime | None = None
    answered_at: dt.datetime | None = None
    author_identity: IdentityLevel = IdentityLevel.UNKNOWN
    author_age: int | None = None
    author_is_resident: bool | None = None
    author_is_organisation: bool = False
    is_minority_matter: bool = False
    chosen_months: int | None = None
    similar_at: tuple[dt.datetime, ...] = ()
    supports: tuple[Support, ...] = ()

    @property
    def support_count(self) -> int:
        """How many supports came to count under the rules it was lodged under."""
        return sum(support.count for support in self.supports)


Source = Callable[[], Iterable[PastCase]]

_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Add a room's past cases; registering the same source again changes nothing."""
    if source not in _sources:
        _sources.append(source)


def past_cases() -> list[PastCase]:
    """Return the past cases of every source, the oldest first."""
    found = [case for source in _sources for case in source()]
    return sorted(found, key=lambda case: (case.lodged_at, case.reference))
