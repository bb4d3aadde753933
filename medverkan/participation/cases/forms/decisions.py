"""What a body decided, and what is done after it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.days import DayField
from medverkan.participation.cases import words
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.forms.officer import VersionForm
from medverkan.participation.cases.models import (
    ImplementationStep,
)
from medverkan.participation.cases.states import BoardOutcome
from medverkan.reference.bodies.models import Body


class DecisionForm(VersionForm):
    """What a body decided, as the minutes say it."""

    outcome = forms.ChoiceField(
        label=_("What was decided?"),
        choices=[(o.value, words.BOARD_OUTCOME[o]) for o in BoardOutcome],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided.")},
    )
    body = forms.ModelChoiceField(
        label=_("Which body decided?"), queryset=Body.objects.none()
    )
    date = DayField(
        label=_("Date of the decision"),
        error_messages={"invalid": _("Write a date like 2026-11-18.")},
    )
    paragraph = PlainLineField(
        label=_("Paragraph"), max_length=20, help_text=_("For example 112.")
    )
    reasons = PlainTextField(
        label=_("Why, in plain words"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the reasons: everyone reads them.")},
    )

    def __init__(self, *args: Any, bodies: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.today = today

    def clean_date(self) -> dt.date:
        """Refuse a decision that has not been taken yet."""
        date = self.cleaned_data["date"]
        if date > self.today:
            raise forms.ValidationError(_("This day has not come yet."), code="future")
        return date


class StepForm(VersionForm):
    """Something to be done after a decision."""

    text = PlainLineField(label=_("What is to be done?"), max_length=200)
    due_date = DayField(
        label=_("Done at the latest"),
        error_messages={"invalid": _("Write a date like 2026-11-18.")},
    )


class StepDoneForm(VersionForm):
    """Which step is done."""

    step = forms.ModelChoiceField(
        label=_("Which step is done?"), queryset=ImplementationStep.objects.none()
    )

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = steps
