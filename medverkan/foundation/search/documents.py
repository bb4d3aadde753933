"""What can be found: rooms register their kinds and say what each thing may show to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from medverkan.foundation.audit.models import Event


@dataclass(frozen=True)
class Document:
    """
    A thing as one audience may find it, in one language.

    `audience` is a word that the searching room understands (`public`, `staff`, `body:7`).
    What is protected is never made into a document.
    """

    kind: str
    object_id: int
    audience: str
    language: str
    title: str
    text: str
    at: dt.datetime
    url_args: list[str | int] = field(default_factory=list)
    place: str = ""
    weight: float = 1.0


Build = Callable[[Collection[int]], Iterable[Document]]


@dataclass(frozen=True)
class Kind:
    """How things of a kind are made into documents, and when that must be done again."""

    name: str
    build: Build
    every_id: Callable[[], Iterable[int]]
    url: str
    changed_by: frozenset[str]
    id_from: Callable[[Event], int | None]


_kinds: dict[str, Kind] = {}


def subject_of(event: Event) -> int | None:
    """Return the id of what the event happened to."""
    return event.subject_id


def case_of(event: Event) -> int | None:
    """Return the id of the case that the event is about."""
    return event.about_case


def register(
    kind: str,
    *,
    build: Build,
    every_id: Callable[[], Iterable[int]],
    url: str,
    changed_by: tuple[str, ...] = (),
    id_from: Callable[[Event], int | None] = subject_of,
) -> None:
    """
    Let things of this kind be found; call it from the room's `AppConfig.ready`.

    `build(ids)` returns the documents that the things have now: none for a thing that
    nobody may find. `every_id()` is for `manage.py reindex`. `url` is a url's name, given
    `url_args`. After an event in `changed_by` the thing `id_from(event)` is built anew.

    :raises ValueError: the kind is registered already
    """
    if kind in _kinds:
        raise ValueError(f"kind {kind} is registered twice")
    _kinds[kind] = Kind(kind, build, every_id, url, frozenset(changed_by), id_from)


def kinds() -> dict[str, Kind]:
    """Return every kind by name."""
    return dict(_kinds)
