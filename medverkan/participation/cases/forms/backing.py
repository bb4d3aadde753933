"""A guardian's yes, and the decision that a proposal needs no votes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import words
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.forms.officer import VersionForm
from medverkan.participation.cases.states import Channel


class StandBehindForm(forms.Form):
    """Yes or no to standing behind a proposal; a yes has a name."""

    is_willing = forms.TypedChoiceField(
        label=_("What do you say?"),
        choices=[("ja", _("Yes")), ("nej", _("No"))],
        coerce=lambda said: said == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    name = PlainLineField(
        label=_("Your name"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the name of whoever says yes; keep none of who says no."""
        cleaned = super().clean() or {}
        if not cleaned.get("is_willing"):
            cleaned["name"] = ""
        elif not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write your name."))
        return cleaned


class GuardianForm(forms.Form):
    """The address of a guardian, from the author."""

    email = forms.EmailField(
        label=_("Your guardian's e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Write your guardian's e-mail address."),
            "invalid": _("Write an e-mail address like namn@example.org."),
        },
    )


class CameInForm(VersionForm):
    """What somebody has said to an officer, and how."""

    channel = forms.TypedChoiceField(
        label=_("How did it come in?"),
        choices=[
            (channel.value, words.CHANNEL[channel])
            for channel in (Channel.PAPER, Channel.PHONE, Channel.DESK, Channel.EMAIL)
        ],
        coerce=Channel,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it came in.")},
    )


class GuardianYesForm(CameInForm):
    """A guardian's yes that came to an officer: who said it, and how."""

    name = PlainLineField(label=_("The guardian's name"), max_length=150)
    field_order = ("name", "channel")


class ExemptForm(VersionForm):
    """Why a proposal needs no votes."""

    reason = PlainTextField(
        label=_("Why does it concern a national minority or its language?"),
        help_text=_("Everyone reads it on the proposal's page."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why.")},
    )
