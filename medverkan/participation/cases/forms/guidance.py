"""A short answer to what many ask, in three languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.forms import translated
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.models import Guidance


def _answer(label: Any, **more: Any) -> PlainTextField:
    widget = forms.Textarea(attrs={"rows": 4})
    return PlainTextField(label=label, max_length=800, widget=widget, **more)


class GuidanceForm(forms.Form):
    """Everything about a short answer."""

    title_sv = PlainLineField(
        label=_("Heading in Swedish"),
        max_length=120,
        help_text=_("As people would say it themselves."),
    )
    title_en = PlainLineField(
        label=_("Heading in English"), max_length=120, required=False
    )
    title_fi = PlainLineField(
        label=_("Heading in Finnish"), max_length=120, required=False
    )
    answer_sv = _answer(
        _("Answer in Swedish"),
        help_text=_("Some short sentences: what to do, and who does it."),
    )
    answer_en = _answer(_("Answer in English"), required=False)
    answer_fi = _answer(_("Answer in Finnish"), required=False)
    words_sv = translated.words_field(_("Words that call for it, in Swedish"))
    words_en = translated.words_field(_("Words that call for it, in English"))
    words_fi = translated.words_field(_("Words that call for it, in Finnish"))
    url = forms.URLField(
        label=_("Page to read more on"),
        max_length=200,
        required=False,
        assume_scheme="https",
    )
    is_shown = forms.BooleanField(
        label=_("It holds, and is shown to everyone"), required=False, initial=True
    )

    def facts(self) -> dict[str, Any]:
        """Return the fields of `Guidance` that the form fills."""
        got = self.cleaned_data
        return {
            "title": translated.joined(got, "title"),
            "answer": translated.joined(got, "answer"),
            "words": translated.joined_words(got),
            "url": got["url"],
            "is_shown": got["is_shown"],
        }

    @staticmethod
    def initial_of(guidance: Guidance) -> dict[str, Any]:
        """Return what the form shows of an answer that exists."""
        return {
            "url": guidance.url,
            "is_shown": guidance.is_shown,
            **translated.split("title", guidance.title),
            **translated.split("answer", guidance.answer),
            **translated.split_words(guidance.words),
        }
