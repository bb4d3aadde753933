"""Running cases, as the rooms above tell of them: kept under their own rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from medverkan.reference.pathways.models import Pathway


@dataclass(frozen=True)
class RunningCase:
    """A case that is not finished; `last_date` is its last day to vote, if it has one."""

    reference: str
    title: str
    version: int
    last_date: dt.date | None = None


Source = Callable[[Pathway], Iterable[RunningCase]]

_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Add a room's running cases; registering the same source again changes nothing."""
    if source not in _sources:
        _sources.append(source)


def of(pathway: Pathway) -> list[RunningCase]:
    """Return the running cases of a pathway from every source, by their reference."""
    found = [case for source in _sources for case in source(pathway)]
    return sorted(found, key=lambda case: case.reference)
