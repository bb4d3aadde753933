"""What is published already and says the same as what is being written."""

from __future__ import annotations

from dataclasses import dataclass

from medverkan.foundation.search.queries import url_of
from medverkan.foundation.search.similar import similar

MOST_SHOWN = 3


@dataclass(frozen=True)
class Said:
    """Something already published that is like what is being written."""

    title: str
    url: str
    reasons: str
    is_elsewhere: bool


def already_said(text: str, *, place: str | None = None) -> list[Said]:
    """Return at most three published things that say the same, each with why it is shown."""
    return [
        Said(
            title=found.entry.title,
            url=url_of(found.entry),
            reasons=", ".join(str(reason) for reason in found.reasons),
            is_elsewhere=found.is_elsewhere,
        )
        for found in similar(text, audiences=("public",), limit=MOST_SHOWN, place=place)
    ]
