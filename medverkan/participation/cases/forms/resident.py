"""What the one who wrote may still do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import words
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.states import Solved


class AddForm(forms.Form):
    """More words from the one who wrote; an answer, where we have asked something."""

    text = PlainTextField(
        label=_("What do you want to add?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )

    def __init__(self, *args: Any, is_asked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_asked:
            self.fields["text"].label = _("Your answer to our question")


class RateForm(forms.Form):
    """Was it solved, and how content is one with the answer?"""

    solved = forms.TypedChoiceField(
        label=_("Was it solved?"),
        choices=[
            (Solved.YES.value, words.SOLVED[Solved.YES]),
            (Solved.PARTLY.value, words.SOLVED[Solved.PARTLY]),
            (Solved.NO.value, _("No, open it again")),
        ],
        coerce=Solved,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, partly or no.")},
    )
    grade = forms.TypedChoiceField(
        label=_("How content are you with the answer?"),
        choices=list(words.GRADE.items()),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    words = PlainTextField(
        label=_("Do you want to say more?"),
        help_text=_("The officer reads it. It is not published."),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FindMineForm(forms.Form):
    """Ask for a new link to one's own case."""

    reference = PlainLineField(
        label=_("Reference"),
        max_length=40,
        help_text=_("It stands in the letter from us, like 2026-7KM4Q2TX."),
    )
    email = forms.EmailField(label=_("E-mail address that you gave us"))
