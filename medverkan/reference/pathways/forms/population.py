"""The form in which a count of the residents is noted."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.days import DayField


class PopulationForm(forms.Form):
    """How many lived here on a day, and who says so."""

    counted_date = DayField(
        label=_("Counted on"),
    )
    residents_count = forms.IntegerField(
        label=_("Residents"), min_value=1, max_value=50_000_000
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Such as Statistics Sweden, and the name of the table."),
        max_length=200,
    )
