"""Menus: each room registers its own entries, the page frame shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import get_language

from medverkan.foundation.permissions import ANYONE, Actor

Place = Literal["main", "footer", "workspace"]


@dataclass(frozen=True)
class MenuItem:
    """
    An entry that a room registers; lower `order` comes first.

    `may_see` and `count` hold in the workspace only: public pages are the same for
    everyone. `group` is the heading that the entry stands under there.
    """

    label: Any
    url_name: str
    order: int = 50
    may_see: Callable[[Actor], bool] | None = None
    count: Callable[[HttpRequest], int] | None = None
    group: Any = ""
    icon: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry as a page shows it."""

    label: Any
    url: str
    is_current: bool = False
    is_ancestor: bool = False
    count: int | None = None
    group: Any = ""
    icon: str = ""


Provider = Callable[[HttpRequest], Iterable[Entry]]

_items: dict[str, list[MenuItem]] = defaultdict(list)
_providers: dict[str, list[Provider]] = defaultdict(list)


def register(place: Place, item: MenuItem) -> None:
    """Add an entry; registering the same one again changes nothing."""
    if item not in _items[place]:
        _items[place].append(item)
        _items[place].sort(key=lambda one: one.order)


def register_provider(place: Place, provider: Provider) -> None:
    """Add entries that differ from request to request, before the registered ones."""
    if provider not in _providers[place]:
        _providers[place].append(provider)


def entries(place: Place, request: HttpRequest) -> list[Entry]:
    """
    Return the entries of a place for this request.

    An entry whose url is not served is left out, so that a municipality can leave out
    a room's urls and its entries with them.
    """
    varying = [entry for provider in _providers[place] for entry in provider(request)]
    return varying + [
        entry
        for item in _items[place]
        if _may_see(item, place, request) and (entry := _entry(item, request))
    ]


def belongs_to(request: HttpRequest, url_name: str) -> None:
    """Mark the entry under which a page is found, where its address does not tell."""
    request.menu_entry = url_name  # type: ignore[attr-defined]  # our mark


def groups(place: Place, request: HttpRequest) -> list[tuple[Any, list[Entry]]]:
    """Return the entries under their headings, in the order they first occur."""
    grouped: dict[Any, list[Entry]] = defaultdict(list)
    for entry in entries(place, request):
        grouped[str(entry.group)].append(entry)
    return list(grouped.items())


def _may_see(item: MenuItem, place: Place, request: HttpRequest) -> bool:
    if item.may_see is None:
        return True
    actor = getattr(request, "actor", ANYONE) if place == "workspace" else ANYONE
    return item.may_see(actor)


def _entry(item: MenuItem, request: HttpRequest) -> Entry | None:
    url = _url_of(item.url_name, get_language(), get_urlconf())
    if url is None:
        return None
    marked = getattr(request, "menu_entry", None)
    begins = request.path.startswith(url) and url.count("/") > 1
    return Entry(
        label=item.label,
        url=url,
        is_current=request.path == url,
        is_ancestor=begins if marked is None else marked == item.url_name,
        count=item.count(request) if item.count else None,
        group=item.group,
        icon=item.icon,
    )


@lru_cache(maxsize=512)
def _url_of(url_name: str, _language: str | None, _urlconf: str | None) -> str | None:
    """Return where a name leads; an address follows from its name, language and urls."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
