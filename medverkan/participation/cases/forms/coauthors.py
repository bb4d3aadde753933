"""Co-authors: whom the author invites, and what the invited one says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.forms.fields import PlainLineField

NAMED, UNNAMED, NO = "med-namn", "utan-namn", "nej"


class InviteForm(forms.Form):
    """The address of somebody whom the author invites."""

    email = forms.EmailField(
        label=_("E-mail address of the one you invite"),
        help_text=_(
            "We send one letter with a link, and nothing of what you wrote. The address is "
            "destroyed if they say no or do not answer."
        ),
        max_length=254,
        error_messages={"invalid": _("Write an e-mail address like namn@example.org.")},
    )


class CoauthorForm(forms.Form):
    """Yes with a name that everyone reads, yes without, or no."""

    said = forms.ChoiceField(
        label=_("Do you want to stand behind it?"),
        choices=[
            (NAMED, _("Yes, and show my name")),
            (UNNAMED, _("Yes, but do not show my name")),
            (NO, _("No")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    name = PlainLineField(
        label=_("Your name, if it is to be shown"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a name to be shown; keep none that is not."""
        cleaned = super().clean() or {}
        if cleaned.get("said") != NAMED:
            cleaned["name"] = ""
        elif not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write your name."))
        return cleaned

    @property
    def is_willing(self) -> bool:
        """Tell whether the answer is a yes."""
        return self.cleaned_data["said"] != NO
