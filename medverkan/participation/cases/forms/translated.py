"""Texts and words in three languages, as a form shows them: one field for each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import Translated
from medverkan.participation.cases.forms.fields import PlainTextField

LANGUAGES = ("sv", "en", "fi")
_MOST_WORDS = 200


def words_field(label: Any, *, help_text: Any = "") -> PlainTextField:
    """Return a field for words and sayings with commas between them."""
    return PlainTextField(
        label=label,
        required=False,
        help_text=help_text
        or _("With commas between them. Several words together are one saying."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )


def joined(got: dict[str, Any], name: str) -> Translated:
    """Return the text whose languages were filled in as `name_sv`, `name_en`, `name_fi`."""
    written = {code: got[f"{name}_{code}"] for code in LANGUAGES}
    return Translated({code: text for code, text in written.items() if text})


def split(name: str, text: dict[str, str]) -> dict[str, str]:
    """Return what `joined` makes a text of."""
    return {f"{name}_{code}": text.get(code, "") for code in LANGUAGES}


def joined_words(got: dict[str, Any]) -> dict[str, list[str]]:
    """Return the words by language that were filled in as `words_sv` and so on."""
    return {
        code: _as_list(got[f"words_{code}"])
        for code in LANGUAGES
        if got[f"words_{code}"]
    }


def split_words(words: dict[str, list[str]]) -> dict[str, str]:
    """Return what `joined_words` makes words of."""
    return {f"words_{code}": ", ".join(words.get(code, ())) for code in LANGUAGES}


def _as_list(told: str) -> list[str]:
    parts = told.replace("\n", ",").split(",")
    found = dict.fromkeys(" ".join(part.split()).casefold() for part in parts)
    return [word for word in found if word][:_MOST_WORDS]
