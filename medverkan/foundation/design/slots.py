"""Slots: named places of a page that rooms above the page's own room may fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Fragment:
    """A piece of a page: a template and exactly the context that it needs."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


# A provider gets every subject that the page shows at once, so that it can ask the
# database once, and answers with fragments by the subject's primary key.
Provider = Callable[
    [HttpRequest | None, Sequence[Any]], Mapping[Any, Iterable[Fragment]]
]

_providers: dict[str, list[tuple[int, Provider]]] = defaultdict(list)


def register(place: str, provider: Provider, *, order: int = 50) -> None:
    """Let the provider fill the place; lower `order` comes first."""
    if all(provider is not known for _order, known in _providers[place]):
        _providers[place].append((order, provider))
        _providers[place].sort(key=lambda one: one[0])


def fragments(
    place: str, *, subjects: Sequence[Any], request: HttpRequest | None
) -> dict[Any, list[Fragment]]:
    """Return the fragments of a place by primary key, asking each provider once."""
    filled: dict[Any, list[Fragment]] = defaultdict(list)
    for _order, provider in _providers[place]:
        for key, pieces in provider(request, subjects).items():
            filled[key].extend(pieces)
    return dict(filled)


def filled(
    place: str, *, subjects: Sequence[Any], request: HttpRequest | None
) -> dict[Any, list[Fragment]]:
    """Return `fragments`, asked once a request for the same list of subjects."""
    if request is None:
        return fragments(place, subjects=subjects, request=None)
    asked: dict[Any, Any] = request.__dict__.setdefault("_slots", {})
    key = (place, tuple(subject.pk for subject in subjects))
    if key not in asked:
        asked[key] = fragments(place, subjects=subjects, request=request)
    return dict(asked[key])
