"""Dates and colleagues: interim replies, days to be reminded on, questions to a colleague."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts.models import User
from medverkan.foundation.design.dates import date_long
from medverkan.foundation.design.days import DayField
from medverkan.participation.cases.forms.fields import (
    PlainLineField,
    PlainTextField,
    nothing_unfilled,
)
from medverkan.participation.cases.forms.officer import (
    TemplateChoice,
    VersionForm,
    WriteForm,
)

WATCH_REASON_LENGTH = 120
_DAY = {"invalid": _("Write a date like 2026-11-18.")}


class InterimForm(TemplateChoice, WriteForm):
    """That the answer takes longer, and the new day; a template's fields are filled in."""

    text = PlainTextField(
        label=_("What the one who wrote is told"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write something first.")},
        validators=[nothing_unfilled],
    )
    answer_by = DayField(
        label=_("New last day of the answer"),
        error_messages=_DAY,
    )

    def __init__(
        self, *args: Any, after: dt.date | None, latest: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.after, self.latest = after, latest
        self.fields["answer_by"].help_text = _("At the latest %(date)s.") % {
            "date": date_long(latest)
        }

    def clean_answer_by(self) -> dt.date:
        """Refuse a day that is no later, or later than may be promised."""
        day = self.cleaned_data["answer_by"]
        if day > self.latest or (self.after is not None and day <= self.after):
            raise forms.ValidationError(
                _("Choose a day after the one promised now, at the latest %(date)s."),
                code="not_possible",
                params={"date": date_long(self.latest)},
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Return what the operation takes: the template is for writing only."""
        cleaned = super().clean() or self.cleaned_data
        if "insert" not in self.data:
            cleaned.pop("template", None)
        return cleaned


class _FromToday(forms.Form):
    """A form with days that must be to come."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def _to_come(self, name: str) -> dt.date | None:
        day = self.cleaned_data[name]
        if day is not None and day < self.today:
            raise forms.ValidationError(_("This day has passed."), code="past")
        return day


class WatchForm(_FromToday, VersionForm):
    """A day to look at the case again, and why."""

    date = DayField(
        label=_("Remind on"),
        help_text=_("Leave it empty to be reminded no more."),
        required=False,
        error_messages=_DAY,
    )
    reason = PlainLineField(
        label=_("Why"), max_length=WATCH_REASON_LENGTH, required=False
    )

    def clean_date(self) -> dt.date | None:
        """Refuse a day that has passed."""
        return self._to_come("date")


class AnswerColleagueForm(forms.Form):
    """An answer to a colleague."""

    text = PlainTextField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )


class ConsultForm(_FromToday):
    """A question to a colleague."""

    colleague = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none()
    )
    text = PlainTextField(
        label=_("Question"),
        help_text=_("Only you who work here see it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )
    remind_date = DayField(
        label=_("Remind the colleague on"),
        required=False,
        error_messages=_DAY,
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = colleagues

    def clean_remind_date(self) -> dt.date | None:
        """Refuse a day that has passed."""
        return self._to_come("remind_date")
