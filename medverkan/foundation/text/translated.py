"""Texts of configuration in several languages, kept in one field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext_lazy

SOURCE_LANGUAGE = "sv"


class Translated(dict[str, str]):
    """A text by language code; reads as the active language, else Swedish."""

    def __str__(self) -> str:
        return self.in_language(get_language() or SOURCE_LANGUAGE)

    def in_language(self, language: str) -> str:
        """Return the text in this language, else in Swedish, else nothing."""
        return self.get(language) or self.get(SOURCE_LANGUAGE, "")


def _require_swedish(value: dict[str, str]) -> None:
    if not isinstance(value, dict) or not value.get(SOURCE_LANGUAGE):
        raise ValidationError(gettext_lazy("The Swedish text is required."))


class TranslatedField(models.JSONField):
    """
    One column for a name or text of configuration: `{"sv": ..., "en": ..., "fi": ...}`.

    A plain string is taken as Swedish. Swedish is required unless the field is blank.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Translated)
        super().__init__(*args, **kwargs)
        if not self.blank:
            self.validators = [*self.validators, _require_swedish]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        path = "medverkan.foundation.text.TranslatedField"
        if kwargs.get("default") is Translated:
            del kwargs["default"]
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        value = super().from_db_value(value, expression, connection)
        return value if value is None else Translated(value)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return _as_translated(value)

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(_as_translated(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = _as_translated(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


def _as_translated(value: Any) -> Any:
    if isinstance(value, str):
        return Translated({SOURCE_LANGUAGE: value})
    if isinstance(value, dict) and not isinstance(value, Translated):
        return Translated(value)
    return value
