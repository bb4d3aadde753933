"""One input per language for a text of configuration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Field
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import SOURCE_LANGUAGE, Translated

LONG = 200
IN_LANGUAGE = {
    "sv": _("in Swedish"),
    "en": _("in English"),
    "fi": _("in Finnish"),
}


def inputs(
    field: Field[Any, Any], value: Translated | None, *, is_long: bool
) -> dict[str, forms.CharField]:
    """Return a form field per language for a translated column, by its name."""
    text = value or Translated()
    return {
        f"{field.name}_{code}": forms.CharField(
            label=format_lazy(
                "{label}, {language}",
                label=field.verbose_name,
                language=IN_LANGUAGE.get(code, name),
            ),
            initial=text.get(code, ""),
            required=code == SOURCE_LANGUAGE and not field.blank,
            max_length=None if is_long else LONG,
            widget=forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput,
        )
        for code, name in settings.LANGUAGES
    }


def joined(name: str, cleaned: dict[str, Any]) -> Translated:
    """Return the languages of a column that were filled in as one text."""
    texts = {
        code: cleaned.get(f"{name}_{code}", "") for code, _name in settings.LANGUAGES
    }
    return Translated({code: text for code, text in texts.items() if text})
