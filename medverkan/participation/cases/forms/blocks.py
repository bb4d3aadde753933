"""Whom to block, for how long and why."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, EmailValidator
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.days import DayField
from medverkan.participation.cases import blocked_senders
from medverkan.participation.cases.forms.fields import PlainLineField
from medverkan.participation.cases.models.blocks import BLOCK_REASON_LENGTH
from medverkan.reference.bodies.models import Body

USUAL = dt.timedelta(days=90)
LONGEST = dt.timedelta(days=365)


class BlockForm(forms.Form):
    """An address or a domain that is held back by a body up to a day."""

    sender = PlainLineField(
        label=_("E-mail address or domain"),
        help_text=_(
            "Such as name@example.org, or example.org for everybody who writes from there."
        ),
        max_length=254,
    )
    body = forms.ModelChoiceField(
        label=_("What is sent to"),
        queryset=Body.objects.none(),
        to_field_name="slug",
    )
    reason = PlainLineField(
        label=_("Why"),
        help_text=_("Read by colleagues, never by the one who writes."),
        max_length=BLOCK_REASON_LENGTH,
    )
    last_date = DayField(
        label=_("Up to and including"),
        help_text=_("A year at most."),
    )

    def __init__(self, *args: Any, bodies: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["body"].queryset = bodies
        self.fields["last_date"].initial = today + USUAL

    def clean_sender(self) -> str:
        """
        Return the sender as it is compared.

        :raises ValidationError: it is neither an address nor a domain
        """
        sender = blocked_senders.normal(self.cleaned_data["sender"].removeprefix("@"))
        check = EmailValidator() if "@" in sender else DomainNameValidator()
        try:
            check(sender)
        except ValidationError as error:
            raise ValidationError(
                _("Write an e-mail address or a domain, such as example.org.")
            ) from error
        return sender

    def clean_last_date(self) -> dt.date:
        """
        Return the last day.

        :raises ValidationError: it is before today, or more than a year from now
        """
        day = self.cleaned_data["last_date"]
        if not self.today <= day <= self.today + LONGEST:
            raise ValidationError(_("Choose a day within a year from today."))
        return day
