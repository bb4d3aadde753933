"""What everyone may read already that is like what is being written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from medverkan.foundation.search.queries import url_of
from medverkan.foundation.search.similar import Similar, similar
from medverkan.participation.cases.models import GUIDANCE_KIND, Guidance

MOST_SHOWN = 3


@dataclass(frozen=True)
class Said:
    """Something that is like what is being written; `answer` is that of guidance."""

    title: str
    url: str
    reasons: str
    is_elsewhere: bool
    answer: str = ""


def already_said(text: str, *, place: str | None = None) -> list[Said]:
    """Return at most three published things that say the same, each with why it is shown."""
    found = similar(text, audiences=("public",), limit=MOST_SHOWN, place=place)
    guidance = _guidance_in(found)
    return [_said(one, guidance.get(one.entry.pk)) for one in found]


def _said(found: Similar, guidance: Guidance | None) -> Said:
    return Said(
        # Guidance is shown in the reader's language, whatever language was written in.
        title=str(guidance.title) if guidance else found.entry.title,
        url=url_of(found.entry),
        reasons=", ".join(str(reason) for reason in found.reasons),
        is_elsewhere=found.is_elsewhere,
        answer=str(guidance.answer) if guidance else "",
    )


def _guidance_in(found: Iterable[Similar]) -> dict[int, Guidance]:
    """Return the guidance among what was found, by the id of its entry."""
    rows = {
        one.entry.pk: one.entry.object_id
        for one in found
        if one.entry.kind == GUIDANCE_KIND
    }
    known = Guidance.objects.in_bulk(rows.values()) if rows else {}
    return {entry: known[row] for entry, row in rows.items() if row in known}
