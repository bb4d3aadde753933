"""Forms for setting up a way in and for what residents read about it."""

from __future__ import annotations

from typing import Any

import lucide
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import Translated
from medverkan.reference.pathways import presets
from medverkan.reference.pathways.forms import translated
from medverkan.reference.pathways.models import Pathway

SHORT = ("name", "support_noun", "support_noun_plural", "support_button")


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

    icon = forms.SlugField(label=_("Icon"), required=False, max_length=40)
    order = forms.IntegerField(label=_("Order"), min_value=0, max_value=32_000)

    def __init__(self, *args: Any, pathway: Pathway, **kwargs: Any) -> None:
        initial = {"icon": pathway.icon, "order": pathway.order}
        super().__init__(*args, initial=initial, **kwargs)
        for name in (*SHORT, "description"):
            field = Pathway._meta.get_field(name)
            value = getattr(pathway, name)
            self.fields.update(
                translated.inputs(field, value, is_long=name == "description")
            )
        self.order_fields([n for n in self.fields if n not in ("icon", "order")])

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
        }
