"""The register of event types: every name that may be written, its data and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Visibility(StrEnum):
    """Who may read an event."""

    PUBLIC = "public"
    PARTIES = "parties"
    STAFF = "staff"


class UnknownEventType(Exception):
    """The name was never registered."""


class WrongEventData(Exception):
    """The data does not have the fields, or the types, that the event type declares."""


@dataclass(frozen=True)
class EventType:
    """
    A kind of event, `noun.past_participle`.

    `data` maps each field to its type (str, int, bool or None-able by `| None`); values are
    ids, codes, dates as ISO text and numbers, never free text, names or addresses.
    `sentence` is a lazy msgid with `%(field)s` places, composed on reading.
    """

    name: str
    sentence: str
    visibility: Visibility = Visibility.STAFF
    version: int = 1
    data: Mapping[str, Any] = field(default_factory=dict)

    def check(self, data: Mapping[str, Any]) -> None:
        """
        Check that the data is what this type declares.

        :raises WrongEventData: a field is missing, unknown or of another type
        """
        if data.keys() != self.data.keys():
            raise WrongEventData(
                f"{self.name} takes {sorted(self.data)}, got {sorted(data)}"
            )
        for name, value in data.items():
            if not isinstance(value, self.data[name]):
                raise WrongEventData(f"{self.name}.{name}: {value!r}")


_registered: dict[str, EventType] = {}


def register(event_type: EventType) -> EventType:
    """Add an event type to the register and return it; a name can be taken once."""
    taken = _registered.setdefault(event_type.name, event_type)
    if taken is not event_type:
        raise ValueError(f"event type {event_type.name} is registered twice")
    return event_type


def get(name: str) -> EventType:
    """
    Return the event type of this name.

    :raises UnknownEventType: nothing registered it
    """
    try:
        return _registered[name]
    except KeyError:
        raise UnknownEventType(name) from None


def registered() -> list[EventType]:
    """Return every registered event type by name."""
    return [_registered[name] for name in sorted(_registered)]
