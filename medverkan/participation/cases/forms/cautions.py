"""What reviewers look for before a text is published, in three languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.forms import translated
from medverkan.participation.cases.forms.fields import PlainLineField
from medverkan.participation.cases.models import Caution


class CautionForm(forms.Form):
    """Everything about what to look for."""

    title_sv = PlainLineField(label=_("Heading in Swedish"), max_length=120)
    title_en = PlainLineField(
        label=_("Heading in English"), max_length=120, required=False
    )
    title_fi = PlainLineField(
        label=_("Heading in Finnish"), max_length=120, required=False
    )
    advice_sv = PlainLineField(
        label=_("Advice to the reviewer in Swedish"),
        max_length=200,
        required=False,
        help_text=_("What to think of. Without it the heading is shown."),
    )
    advice_en = PlainLineField(
        label=_("Advice to the reviewer in English"), max_length=200, required=False
    )
    advice_fi = PlainLineField(
        label=_("Advice to the reviewer in Finnish"), max_length=200, required=False
    )
    words_sv = translated.words_field(_("Words that call for it, in Swedish"))
    words_en = translated.words_field(_("Words that call for it, in English"))
    words_fi = translated.words_field(_("Words that call for it, in Finnish"))
    is_used = forms.BooleanField(label=_("Look for it"), required=False, initial=True)

    def facts(self) -> dict[str, Any]:
        """Return the fields of `Caution` that the form fills."""
        got = self.cleaned_data
        return {
            "title": translated.joined(got, "title"),
            "advice": translated.joined(got, "advice"),
            "words": translated.joined_words(got),
            "is_used": got["is_used"],
        }

    @staticmethod
    def initial_of(caution: Caution) -> dict[str, Any]:
        """Return what the form shows of a row that exists."""
        return {
            "is_used": caution.is_used,
            **translated.split("title", caution.title),
            **translated.split("advice", caution.advice),
            **translated.split_words(caution.words),
        }
