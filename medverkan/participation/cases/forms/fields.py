"""Fields for the words of people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import text as texts
from medverkan.participation.cases import wording
from medverkan.participation.cases.models import (
    TEXT_LENGTH,
)


class PlainTextField(forms.CharField):
    """Words of a person: any script, no control characters, paragraphs kept."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", TEXT_LENGTH)
        super().__init__(**kwargs)
        self.error_messages["max_length"] = _(
            "The text is %(show_value)s characters long. "
            "At most %(limit_value)s fit. Shorten it, or attach the rest as a file."
        )

    def to_python(self, value: Any) -> str:
        written = super().to_python(value) or ""
        if len(written) > 2 * (self.max_length or TEXT_LENGTH):
            return written  # it is refused for its length, and not worth reading first
        try:
            return texts.clean(written)
        except texts.NotText as error:
            raise forms.ValidationError(
                _(
                    "The text has signs that cannot be read. Write it again as plain text."
                ),
                code="not_plain_text",
            ) from error


class PlainLineField(PlainTextField):
    """One line of plain text."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


def only_known_fields(value: str) -> None:
    """
    Let a text through whose words in braces are all fields.

    :raises ValidationError: one is not; the error names it and those there are
    """
    unknown = wording.unknown_in(value)
    if unknown:
        raise forms.ValidationError(
            _("There is no field %(unknown)s. The fields are %(fields)s."),
            code="unknown_field",
            params={"unknown": _braced(unknown), "fields": _braced(wording.FIELDS)},
        )


def nothing_unfilled(value: str) -> None:
    """
    Let a text through in which no field of a template is left.

    :raises ValidationError: one is left
    """
    left = wording.unfilled_in(value)
    if left:
        raise forms.ValidationError(
            _("The text still holds %(fields)s. Write what is to stand there."),
            code="unfilled_field",
            params={"fields": _braced(left)},
        )


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
