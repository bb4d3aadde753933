"""How the one who wrote is reached, to be put right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.forms.intake import SenderForm
from medverkan.participation.cases.models import Party


class ContactForm(forms.Form):
    """Name and addresses; what is emptied is no longer used."""

    name = PlainLineField(label=_("Your name"), required=False, max_length=150)
    answer_by = forms.ChoiceField(
        label=_("How do you want the answer?"),
        choices=SenderForm.base_fields["answer_by"].choices,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Write an e-mail address like namn@example.org.")},
    )
    phone = PlainLineField(label=_("Telephone number"), required=False, max_length=40)
    address = PlainTextField(
        label=_("Postal address"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    postcode = PlainLineField(label=_("Postcode"), required=False, max_length=10)

    _NEEDED = {
        Party.Answer.EMAIL: ("email", _("Write the e-mail address for the answer.")),
        Party.Answer.LETTER: ("address", _("Write the postal address for the answer.")),
        Party.Answer.PHONE: ("phone", _("Write the telephone number for the answer.")),
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needed = self._NEEDED.get(cleaned.get("answer_by", ""))
        if needed and not cleaned.get(needed[0]) and needed[0] not in self.errors:
            self.add_error(needed[0], needed[1])
        return cleaned
