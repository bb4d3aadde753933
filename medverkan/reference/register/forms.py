"""Forms of the register's pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.days import DayField
from medverkan.reference.register import patterns
from medverkan.reference.register.models import ClassCode, LegalHold


class DayForm(forms.Form):
    """The day whose post is shown."""

    dag = DayField(
        label=_("Day"),
        # Every day that can be shown has one before and one after.
        validators=[
            MinValueValidator(dt.date.min + dt.timedelta(days=1)),
            MaxValueValidator(dt.date.max - dt.timedelta(days=1)),
        ],
    )


class WordingForm(forms.Form):
    """What a registrar corrects on a record."""

    subject_line = forms.CharField(
        label=_("Subject line"),
        help_text=_("Neutral: no names, and nothing that may be secret."),
        max_length=200,
    )
    class_code = forms.ModelChoiceField(
        label=_("Class"),
        queryset=ClassCode.objects.none(),
        to_field_name="code",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_code"].queryset = ClassCode.objects.order_by("code")


class SecrecyForm(forms.Form):
    """The provision of a secrecy mark."""

    provision = forms.CharField(
        label=_("Provision"),
        help_text=_("Such as OSL 26:1. The mark is a warning, not a decision."),
        max_length=60,
    )


class HoldForm(forms.Form):
    """Why a record must be kept for now."""

    ground = forms.ChoiceField(
        label=_("Why must it be kept?"), choices=LegalHold.Ground.choices
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Which request, appeal or matter. It stays inside."),
        max_length=300,
    )


class LiftForm(forms.Form):
    """Why a record need no longer be kept."""

    reason = forms.CharField(label=_("Why it need no longer be kept"), max_length=300)


class PatternForm(forms.Form):
    """How register numbers are written."""

    pattern = forms.CharField(
        label=_("Pattern of register numbers"),
        max_length=80,
        validators=[patterns.validate_pattern],
    )
