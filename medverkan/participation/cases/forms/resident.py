"""What the one who wrote may still do."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.forms.fields import PlainLineField


class RateForm(forms.Form):
    """Was it solved?"""

    was_solved = forms.TypedChoiceField(
        label=_("Was it solved?"),
        choices=[("yes", _("Yes")), ("no", _("No, open it again"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )


class FindMineForm(forms.Form):
    """Ask for a new link to one's own case."""

    reference = PlainLineField(
        label=_("Reference"),
        max_length=40,
        help_text=_("It stands in the letter from us, like 2026-7KM4Q2TX."),
    )
    email = forms.EmailField(label=_("E-mail address that you gave us"))
