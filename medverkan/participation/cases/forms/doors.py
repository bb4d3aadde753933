"""A hint about another door: its words in three languages, and when it is shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import Translated
from medverkan.participation.cases import words
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.models import WrongDoor

LANGUAGES = ("sv", "en", "fi")
_MOST_WORDS = 200


def _words(label: Any, *, help_text: Any = "") -> PlainTextField:
    return PlainTextField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )


class DoorForm(forms.Form):
    """Everything about a hint."""

    title_sv = PlainLineField(label=_("Heading in Swedish"), max_length=120)
    title_en = PlainLineField(
        label=_("Heading in English"), max_length=120, required=False
    )
    title_fi = PlainLineField(
        label=_("Heading in Finnish"), max_length=120, required=False
    )
    text_sv = PlainTextField(label=_("Text in Swedish"), max_length=600)
    text_en = PlainTextField(label=_("Text in English"), max_length=600, required=False)
    text_fi = PlainTextField(label=_("Text in Finnish"), max_length=600, required=False)
    words_sv = _words(
        _("Words that call for it, in Swedish"),
        help_text=_("With commas between them. Several words together are one saying."),
    )
    words_en = _words(_("Words that call for it, in English"))
    words_fi = _words(_("Words that call for it, in Finnish"))
    phone = PlainLineField(label=_("Telephone number"), max_length=40, required=False)
    url = forms.URLField(
        label=_("Web address"), max_length=200, required=False, assume_scheme="https"
    )
    alarm = forms.ChoiceField(
        label=_("Help also with an alarm"),
        required=False,
        choices=[
            ("", _("No")),
            *((kind.value, said) for kind, said in words.ALARM.items()),
        ],
    )
    must_be_handed_over = forms.BooleanField(
        label=_("What is sent anyway must be handed over the same day"),
        required=False,
    )
    place = forms.IntegerField(label=_("Order"), min_value=0, max_value=999, initial=50)
    start_date = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    end_date = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("start_date"), cleaned.get("end_date")
        if first and last and last < first:
            self.add_error("end_date", _("The last day is before the first."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Return the fields of `WrongDoor` that the form fills."""
        got = self.cleaned_data
        plain = ("phone", "url", "alarm", "must_be_handed_over", "place",
                 "start_date", "end_date")  # fmt: skip
        return {
            **{name: got[name] for name in plain},
            "title": _translated(got, "title"),
            "text": _translated(got, "text"),
            "words": {
                code: _as_list(got[f"words_{code}"])
                for code in LANGUAGES
                if got[f"words_{code}"]
            },
        }

    @staticmethod
    def initial_of(door: WrongDoor) -> dict[str, Any]:
        """Return what the form shows of a hint that exists."""
        names = ("phone", "url", "alarm", "must_be_handed_over", "place",
                 "start_date", "end_date")  # fmt: skip
        initial = {name: getattr(door, name) for name in names}
        for code in LANGUAGES:
            initial[f"title_{code}"] = door.title.get(code, "")
            initial[f"text_{code}"] = door.text.get(code, "")
            initial[f"words_{code}"] = ", ".join(door.words.get(code, ()))
        return initial


def _translated(got: dict[str, Any], name: str) -> Translated:
    written = {code: got[f"{name}_{code}"] for code in LANGUAGES}
    return Translated({code: text for code, text in written.items() if text})


def _as_list(told: str) -> list[str]:
    parts = told.replace("\n", ",").split(",")
    found = dict.fromkeys(" ".join(part.split()).casefold() for part in parts)
    return [word for word in found if word][:_MOST_WORDS]
