"""A letter's words: rendered once, in the recipient's language, when it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_bidi, override

from medverkan.foundation.notices.letters import LetterType

LAYOUT = "notices/letters/mail.html"


@dataclass(frozen=True)
class Rendered:
    """A letter in words: the same letter as plain text and as HTML."""

    subject: str
    text: str
    html: str


def render(
    letter: LetterType,
    *,
    language: str,
    context: dict[str, Any],
    recipient_name: str = "",
    unsubscribe_url: str = "",
) -> Rendered:
    """Return the letter in this language."""
    with override(language):
        subject = str(letter.subject)
        full = {
            **context,
            "layout": LAYOUT,
            "language": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "subject": subject,
            "municipality": settings.MUNICIPALITY,
            "site_url": settings.SITE_URL,
            "recipient_name": recipient_name,
            "unsubscribe_url": unsubscribe_url,
        }
        return Rendered(
            subject=subject,
            text=render_to_string(f"{letter.template}.txt", full).strip() + "\n",
            html=render_to_string(f"{letter.template}.html", full).strip() + "\n",
        )
