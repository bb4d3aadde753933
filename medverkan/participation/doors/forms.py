"""What staff fill in about mailboxes and automatic answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import Translated
from medverkan.participation.cases.forms import PlainTextField
from medverkan.participation.doors.models import Mailbox
from medverkan.participation.doors.models.greetings import GREETING_LENGTH


class MailboxForm(forms.ModelForm):
    """A mailbox to read; its password is in the environment and never here."""

    class Meta:
        model = Mailbox
        fields = ("slug", "address", "body", "host", "port", "username", "has_tls")
        labels = {
            "slug": _("Name"),
            "address": _("E-mail address"),
            "body": _("Whose mailbox is it?"),
            "host": _("IMAP server"),
            "port": _("Port"),
            "username": _("User name at the server"),
            "has_tls": _("Encrypted connection (TLS)"),
        }
        help_texts = {
            "slug": _(
                "Short, in small letters. The password is found by it in MAILBOX_PASSWORDS."
            ),
        }

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class GreetingForm(forms.Form):
    """An authority's own words, in each language."""

    sv = PlainTextField(
        label=_("In Swedish"),
        max_length=GREETING_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write it in Swedish.")},
    )
    en = PlainTextField(
        label=_("In English"),
        max_length=GREETING_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    fi = PlainTextField(
        label=_("In Finnish"),
        max_length=GREETING_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def text(self) -> Translated:
        """Return what was written, without the languages left empty."""
        return Translated({code: t for code, t in self.cleaned_data.items() if t})
