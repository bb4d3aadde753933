"""A letter on paper: an accessible PDF (PDF/UA-1), made of its plain text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import override

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
    municipality: dict[str, Any]


def letter(delivery: Delivery) -> bytes:
    """Return the letter as a PDF."""
    with override(delivery.language):
        written_on = date_long(delivery.written_at)
    return pdf(
        Sheet(
            language=delivery.language,
            title=delivery.subject,
            recipient=f"{delivery.to_name}\n{delivery.to_address}".strip(),
            date=written_on,
            blocks=blocks_of(delivery.text),
            municipality=settings.MUNICIPALITY,
        )
    )


def pdf(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF; its texts are data, so no sign in them is markup."""
    return typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"sheet": json.dumps(asdict(sheet))},
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
