"""The list of event types as a page of the documentation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from medverkan.foundation.audit import types


def events_page() -> str:
    """Return every registered event type as Markdown, by name."""
    with override("en"):
        rows = [_row(event_type) for event_type in types.registered()]
    return "\n".join(
        [
            "# Events",
            "",
            "Every kind of event that the log may hold. Generated from the code.",
            "",
            "| event | version | read by | data | in words |",
            "|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _row(event_type: types.EventType) -> str:
    data = ", ".join(
        f"`{field}`: {_type_name(kind)}" for field, kind in event_type.data.items()
    )
    return (
        f"| `{event_type.name}` | {event_type.version} | {event_type.visibility.value} "
        f"| {data or '–'} | {event_type.sentence} |"
    )


def _type_name(kind: Any) -> str:
    return getattr(kind, "__name__", str(kind)).replace("|", "or")
