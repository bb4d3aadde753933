"""What an administrator fills in for a key."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.forms.fields import PlainLineField
from medverkan.publishing.api.models import NAME_LENGTH


class KeyForm(forms.Form):
    """For whom a key is made."""

    once_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = PlainLineField(
        label=_("Which system is it for?"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Write the name of the system.")},
    )
    contact = forms.EmailField(
        label=_("E-mail address of those who run it"),
        max_length=254,
        help_text=_("We write there when something is wrong with what it hands in."),
        error_messages={
            "required": _("Write an e-mail address."),
            "invalid": _("Write an e-mail address like namn@example.org."),
        },
    )
