"""Joining a proposal with another: the suggestion to its author, and the author's yes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar
from medverkan.foundation.design.days import DayField
from medverkan.participation.cases.forms.backing import CameInForm
from medverkan.participation.cases.forms.fields import PlainTextField
from medverkan.participation.cases.forms.officer import VersionForm
from medverkan.participation.cases.models import Case


class _OtherField(forms.ModelChoiceField):
    """Which of the proposals that gather votes."""

    def label_from_instance(self, obj: Case) -> str:
        """Return what everyone reads, and the reference."""
        return f"{obj.published_title} ({obj.reference})"


def _other() -> _OtherField:
    return _OtherField(
        label=_("Joined with"),
        queryset=Case.objects.none(),
        help_text=_(
            "This proposal takes no more votes, and its votes are never added to the "
            "other. Its page stays and leads there. This cannot be undone."
        ),
    )


class MergeOfferForm(VersionForm):
    """Another proposal that the author is asked to join, and why."""

    into = _other()
    text = PlainTextField(
        label=_("Why? The one who wrote reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others


class MergeYesForm(CameInForm):
    """An author's yes that came to an officer: to what, how and when."""

    into = _other()
    said_date = DayField(
        label=_("Which day did the author say yes?"),
        error_messages={"invalid": _("Write a date like 2026-11-18.")},
    )
    field_order = ("into", "channel", "said_date")

    def __init__(
        self, *args: Any, others: Any, since: dt.date, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.since, self.today = since, today
        # Where a suggestion waits, the yes is to that.
        if others is None:
            del self.fields["into"]
        else:
            self.fields["into"].queryset = others

    def clean_said_date(self) -> dt.date:
        """Refuse a day to come, and one before the proposals were there."""
        day = self.cleaned_data["said_date"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."), code="future")
        other = self.cleaned_data.get("into")
        since = max(
            self.since, calendar.local_date(other.arrived_at) if other else self.since
        )
        if day < since:
            raise forms.ValidationError(
                _("One of the proposals had not arrived that day."), code="before"
            )
        return day
