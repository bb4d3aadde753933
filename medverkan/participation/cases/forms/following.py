"""To follow a case: an address and how often."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.states import Frequency
from medverkan.participation.cases.words import FREQUENCY


class FrequencyForm(forms.Form):
    """How often to be told."""

    frequency = forms.TypedChoiceField(
        label=_("How often?"),
        choices=[(one.value, FREQUENCY[one]) for one in Frequency],
        coerce=Frequency,
        initial=Frequency.EACH,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often we write.")},
    )


class FollowForm(FrequencyForm):
    """An e-mail address that wants to know what becomes of a case."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a link. You follow when you have confirmed there."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # A trap: people do not see it, programs fill it in.
    website = forms.CharField(required=False)

    field_order = ("email", "frequency")

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [self["email"], self["frequency"]]

    @property
    def is_by_program(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.cleaned_data.get("website"))
