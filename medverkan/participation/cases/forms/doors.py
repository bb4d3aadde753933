"""A hint about another door: its words in three languages, and when it is shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.days import DayField
from medverkan.participation.cases import words
from medverkan.participation.cases.forms import translated
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.models import WrongDoor


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
    words_sv = translated.words_field(_("Words that call for it, in Swedish"))
    words_en = translated.words_field(_("Words that call for it, in English"))
    words_fi = translated.words_field(_("Words that call for it, in Finnish"))
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
    start_date = DayField(
        label=_("First day"),
        required=False,
    )
    end_date = DayField(
        label=_("Last day"),
        required=False,
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
            "title": translated.joined(got, "title"),
            "text": translated.joined(got, "text"),
            "words": translated.joined_words(got),
        }

    @staticmethod
    def initial_of(door: WrongDoor) -> dict[str, Any]:
        """Return what the form shows of a hint that exists."""
        names = ("phone", "url", "alarm", "must_be_handed_over", "place",
                 "start_date", "end_date")  # fmt: skip
        return {
            **{name: getattr(door, name) for name in names},
            **translated.split("title", door.title),
            **translated.split("text", door.text),
            **translated.split_words(door.words),
        }
