"""Forms for who is responsible for what, and for other ways to influence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.days import DayField, DayInput
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.forms import translated
from medverkan.reference.pathways.models import (
    Assignment,
    OtherWay,
    Pathway,
    Responsibility,
)

_DAYS = ("valid_from", "valid_until", "decision_date")


class AssignmentForm(forms.ModelForm):
    """A body's part in an area, and the decision behind it."""

    class Meta:
        model = Assignment
        fields = [
            "responsibility",
            "body",
            "role",
            "valid_from",
            "valid_until",
            "decided_by",
            "decision_date",
            "decision_paragraph",
        ]
        widgets = dict.fromkeys(_DAYS, DayInput)
        field_classes = dict.fromkeys(_DAYS, DayField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = Responsibility.objects.order_by("order", "slug")
        self.fields["responsibility"].queryset = areas
        for name in ("body", "decided_by"):
            self.fields[name].queryset = Body.objects.order_by("slug")


class EndForm(forms.Form):
    """The last day of an assignment."""

    last_day = DayField(label=_("Last day"))


class ResponsibilityForm(forms.Form):
    """An area of responsibility, in words."""

    slug = forms.SlugField(label=_("Name in addresses"), max_length=60)
    pathway = forms.ModelChoiceField(
        label=_("Way in"), queryset=Pathway.objects.none(), required=False
    )
    order = forms.IntegerField(
        label=_("Order"), min_value=0, max_value=32_000, initial=100
    )

    def __init__(
        self, *args: Any, instance: Responsibility | None = None, **kwargs: Any
    ) -> None:
        area = instance or Responsibility()
        if instance is not None:
            kwargs["initial"] = {
                "slug": area.slug,
                "pathway": area.pathway_id,
                "order": area.order,
            }
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = instance is not None
        self.fields["pathway"].queryset = Pathway.objects.order_by("order", "slug")
        for name, is_long in (("name", False), ("description", True)):
            field = Responsibility._meta.get_field(name)
            self.fields.update(
                translated.inputs(field, getattr(area, name), is_long=is_long)
            )

    @property
    def values(self) -> dict[str, Any]:
        """The values as `save_responsibility` takes them."""
        return {
            "pathway": self.cleaned_data["pathway"],
            "order": self.cleaned_data["order"],
            "name": translated.joined("name", self.cleaned_data),
            "description": translated.joined("description", self.cleaned_data),
        }


_WAY_TEXTS = ("name", "description", "who", "how", "feedback", "legal_basis")
_WAY_FIELDS = (
    "participation_level",
    "body",
    "paper_form",
    "source_url",
    "source_date",
    "icon",
    "order",
    "is_shown",
)


class OtherWayForm(forms.ModelForm):
    """A way to influence that no pathway covers."""

    source_url = forms.URLField(
        label=_("Source"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = OtherWay
        fields = ["slug", *(name for name in _WAY_FIELDS if name != "source_url")]
        widgets = {"source_date": DayInput}
        field_classes = {"source_date": DayField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = self.instance.pk is not None
        self.fields["source_url"].initial = self.instance.source_url
        self.fields["body"].queryset = Body.objects.order_by("slug")
        for name in _WAY_TEXTS:
            field = OtherWay._meta.get_field(name)
            value = getattr(self.instance, name)
            self.fields.update(translated.inputs(field, value, is_long=name != "name"))
        self.order_fields([n for n in self.fields if n not in _WAY_FIELDS])

    @property
    def values(self) -> dict[str, Any]:
        """The values as `save_other_way` takes them."""
        plain = {name: self.cleaned_data[name] for name in _WAY_FIELDS}
        texts = {
            name: translated.joined(name, self.cleaned_data) for name in _WAY_TEXTS
        }
        return {**plain, **texts}
