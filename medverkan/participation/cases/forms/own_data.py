"""How the one who wrote is reached, to be put right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import emails
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.forms.intake import SenderForm
from medverkan.participation.cases.forms.registration import ask_about_somebody_else
from medverkan.participation.cases.models import Party

BY_WHICH_WE_WRITE = (Party.Answer.EMAIL, Party.Answer.LETTER)


class ContactForm(forms.Form):
    """Name and addresses; what is emptied is no longer used."""

    name = PlainLineField(label=_("Your name"), required=False, max_length=150)
    answer_by = forms.ChoiceField(
        label=_("How do you want the answer?"),
        choices=SenderForm.base_fields["answer_by"].choices,
        widget=forms.RadioSelect,
    )
    wants_easy_words = forms.BooleanField(
        label=SenderForm.base_fields["wants_easy_words"].label, required=False
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


class OfficerContactForm(ContactForm):
    """The same, as somebody else puts it right for the one who wrote."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_about_somebody_else(self)


class LettersAgainForm(OfficerContactForm):
    """How the one who wrote is reached, and which lost letters are sent there again."""

    letters = forms.TypedMultipleChoiceField(
        label=_("Send again"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What you leave out is seen to without being sent."),
    )

    def __init__(self, *args: Any, lost: Iterable[Delivery], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letters"].choices = [
            (str(each.uuid), emails.sent.name_of(each)) for each in lost
        ]
        self.initial["letters"] = [str(each.uuid) for each in lost]

    def clean(self) -> dict[str, Any]:
        """Ask for a way by which letters can be sent, if any is to be."""
        cleaned = super().clean()
        if cleaned.get("letters") and cleaned.get("answer_by") not in BY_WHICH_WE_WRITE:
            self.add_error(
                "letters",
                _("Choose e-mail or letter above, or leave every letter out here."),
            )
        return cleaned
