"""Forms for setting up a way in and for what residents read about it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import lucide
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import calendar
from medverkan.foundation.design import seen
from medverkan.foundation.design.days import DayField
from medverkan.foundation.text import Translated
from medverkan.reference.pathways import presets
from medverkan.reference.pathways.forms import translated
from medverkan.reference.pathways.models import Pathway

SHORT = ("name", "support_noun", "support_noun_plural", "support_button")


# The end is exclusive: the last day is that of the instant before it.
INSTANT = dt.timedelta(microseconds=1)


class PresetForm(forms.Form):
    """Which preset to start from."""

    preset = forms.ChoiceField(label=_("Start from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["preset"].choices = [
            (preset.slug, str(Translated(preset.title)))
            for preset in presets.all_presets().values()
        ]


class PathwayForm(forms.Form):
    """The texts that residents read about a way in."""

    opens_date = DayField(
        label=_("First day"),
        help_text=_("Empty: as soon as rules are in force."),
        required=False,
    )
    closes_date = DayField(
        label=_("Last day"),
        help_text=_("Empty: until further notice. Running cases go on."),
        required=False,
    )
    icon = forms.SlugField(label=_("Icon"), required=False, max_length=40)
    order = forms.IntegerField(label=_("Order"), min_value=0, max_value=32_000)

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        initial = {
            "icon": pathway.icon,
            "order": pathway.order,
            "opens_date": pathway.opens_at and calendar.local_date(pathway.opens_at),
            "closes_date": pathway.closes_at
            and calendar.local_date(pathway.closes_at - INSTANT),
        }
        super().__init__(*args, initial=initial, **kwargs)
        for name in (*SHORT, "description"):
            field = Pathway._meta.get_field(name)
            value = getattr(pathway, name)
            self.fields.update(
                translated.inputs(field, value, is_long=name == "description")
            )
        if pathway.retired_at is not None:
            del self.fields["opens_date"], self.fields["closes_date"]
        last = ("opens_date", "closes_date", "icon", "order")
        self.order_fields([name for name in self.fields if name not in last])
        seen.mark(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("opens_date"), cleaned.get("closes_date")
        if first and last and last < first:
            self.add_error("closes_date", gettext("The last day is before the first."))
        return cleaned

    def clean_icon(self) -> str:
        name = self.cleaned_data["icon"]
        try:
            if name:
                lucide._load_icon(name)
        except lucide.IconDoesNotExist:
            raise ValidationError(gettext("There is no icon of this name.")) from None
        return name

    @property
    def values(self) -> dict[str, Any]:
        """The texts as `change_pathway` takes them."""
        texts = {
            name: translated.joined(name, self.cleaned_data)
            for name in (*SHORT, "description")
        }
        return {
            "icon": self.cleaned_data["icon"],
            "order": self.cleaned_data["order"],
            **texts,
            **self._period,
        }

    @property
    def _period(self) -> dict[str, dt.datetime | None]:
        if "opens_date" not in self.fields:
            return {}
        first, last = (self.cleaned_data[n] for n in ("opens_date", "closes_date"))
        return {
            "opens_at": first and calendar.start_of_day(first),
            "closes_at": last and calendar.start_of_day(last + dt.timedelta(days=1)),
        }
