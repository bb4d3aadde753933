"""Letters on paper: an accessible PDF (PDF/UA-1), made of their plain text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import get_language, gettext, override

from medverkan.foundation.design.dates import date_long
from medverkan.foundation.notices.models import Delivery

_TEMPLATE = Path(__file__).parent / "paper.typ"


@dataclass(frozen=True)
class Sheet:
    """What stands on the paper; `blocks` are paragraphs (text) and lists (texts)."""

    language: str
    title: str
    recipient: str
    date: str
    blocks: list[str | list[str]]


def letter(delivery: Delivery) -> bytes:
    """Return the letter as a PDF."""
    return _pdf([delivery], title=delivery.subject, language=delivery.language)


def letters(deliveries: Sequence[Delivery]) -> bytes:
    """Return letters as one PDF, each beginning on a sheet of its own; one at least."""
    title = gettext("Letters to print")
    return _pdf(deliveries, title=title, language=get_language() or "sv")


def _pdf(deliveries: Sequence[Delivery], *, title: str, language: str) -> bytes:
    # The texts are data, so no sign in them is markup.
    pile = {
        "title": title,
        "language": language,
        "sheets": [asdict(_sheet(delivery)) for delivery in deliveries],
        "municipality": settings.MUNICIPALITY,
    }
    return typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"pile": json.dumps(pile)},
    )


def _sheet(delivery: Delivery) -> Sheet:
    with override(delivery.language):
        written_on = date_long(delivery.written_at)
    return Sheet(
        language=delivery.language,
        title=delivery.subject,
        recipient=f"{delivery.to_name}\n{delivery.to_address}".strip(),
        date=written_on,
        blocks=blocks_of(delivery.text),
    )


def blocks_of(text: str) -> list[str | list[str]]:
    """Return the paragraphs of a letter's text without its signature; `- ` begins an item."""
    body = text.split("\n-- \n")[0].strip()
    blocks: list[str | list[str]] = []
    for paragraph in body.split("\n\n"):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            blocks.append([line[2:] for line in lines])
        elif lines:
            blocks.append("\n".join(lines))
    return blocks
