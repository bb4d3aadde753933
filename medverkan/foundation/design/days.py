"""The field of a form in which a day is chosen."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar

_TOO_FAR = _("Choose a day between 1900 and 2199.")


class DayInput(forms.DateInput):
    """The browser's calendar, which takes a day in one form in every language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day chosen in the browser's calendar; none so far off that it must be a slip."""

    widget = DayInput

    default_validators = [
        MinValueValidator(calendar.FIRST_DAY, _TOO_FAR),
        MaxValueValidator(calendar.LAST_DAY, _TOO_FAR),
    ]
