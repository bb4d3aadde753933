"""The form in which a second person records a body's decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar
from medverkan.foundation.design.days import DayField
from medverkan.reference.bodies.kinds import BodyKind
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.operations import Decision


class DecisionForm(forms.Form):
    """A decision as it stands in the minutes; a company decides on no rules."""

    body = forms.ModelChoiceField(
        label=_("Deciding body"), queryset=Body.objects.none()
    )
    date = DayField(
        label=_("Date of the decision"),
    )
    paragraph = forms.CharField(
        label=_("Paragraph"), help_text=_("Such as § 112."), max_length=20
    )
    register_number = forms.CharField(
        label=_("Register number"),
        help_text=_("Such as KS 2026-00098."),
        max_length=60,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.authorities().exclude(kind=BodyKind.COMPANY)
        self.fields["body"].queryset = bodies.order_by("slug")

    @property
    def decision(self) -> Decision:
        """The decision as operations take it."""
        names = ("body", "date", "paragraph", "register_number")
        return Decision(**{name: self.cleaned_data[name] for name in names})


class AdoptForm(DecisionForm):
    """The decision, and from what day it holds."""

    in_force_date = DayField(
        label=_("In force from"),
        help_text=_("Today means from now on. Cases keep the rules they came under."),
    )

    def in_force_from(self, at: dt.datetime) -> dt.datetime:
        """Return the instant from which it holds: now, if the day is today."""
        day = self.cleaned_data["in_force_date"]
        return at if day == calendar.local_date(at) else calendar.start_of_day(day)
