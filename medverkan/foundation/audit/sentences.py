"""Events in words: composed on reading, in the reader's language, from ids and values."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medverkan.foundation.audit import types
from medverkan.foundation.audit.models import Event

Labeller = Callable[[Collection[Any]], Mapping[Any, str]]

DESTROYED = gettext_lazy("data destroyed by decision")

_labellers: dict[str, Labeller] = {}


def label(field: str, func: Labeller) -> None:
    """
    Have `func` put values of this data field, and of fields named `..._<field>`, into words.

    It gets all values of a page at once and returns words by value, in the active language;
    a value that it leaves out reads as destroyed by decision. `ballot.ground` is the ground
    in events named `ballot....`, where it means something else than in others.

    :raises ValueError: the field has its words already
    """
    if field in _labellers:
        raise ValueError(f"{field} is put into words twice")
    _labellers[field] = func


def sentence(event: Event) -> str:
    """Return the event in words, in the active language."""
    return sentences([event])[0]


def sentences(events: Iterable[Event]) -> list[str]:
    """Return the events in words, in the active language; one look-up per kind of value."""
    events = list(events)
    words = _words_by_field(events)
    return [_compose(event, words) for event in events]


def _compose(event: Event, words: Mapping[str, Mapping[Any, str]]) -> str:
    try:
        event_type = types.get(event.name)
    except types.UnknownEventType:
        return _("An event that is no longer described (%(name)s)") % {
            "name": event.name
        }
    values = {
        field: _in_words(value, words.get(_kind_of(event.name, field)))
        for field, value in event.data.items()
    }
    return str(event_type.sentence) % defaultdict(lambda: str(DESTROYED), values)


def _in_words(value: Any, words: Mapping[Any, str] | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if words is not None:
        return words.get(value, str(DESTROYED))
    return str(value)


def _words_by_field(events: list[Event]) -> dict[str, Mapping[Any, str]]:
    values: dict[str, set[Any]] = defaultdict(set)
    for event in events:
        for field, value in event.data.items():
            if value is not None:
                values[_kind_of(event.name, field)].add(value)
    return {
        kind: _labellers[kind](found)
        for kind, found in values.items()
        if kind in _labellers
    }


def _kind_of(event_name: str, field: str) -> str:
    """Return the labelled kind of a field: itself, or what follows an underscore in it."""
    subject = event_name.partition(".")[0]
    parts = field.split("_")
    tails = ["_".join(parts[start:]) for start in range(len(parts))]
    kinds = (kind for tail in tails for kind in (f"{subject}.{tail}", tail))
    return next((kind for kind in kinds if kind in _labellers), field)


def _dates(values: Collection[str]) -> dict[str, str]:
    return {v: date_format(dt.date.fromisoformat(v)) for v in values}


def _instants(values: Collection[str]) -> dict[str, str]:
    return {
        v: date_format(localtime(dt.datetime.fromisoformat(v)), "DATETIME_FORMAT")
        for v in values
    }


label("date", _dates)
label("at", _instants)
