"""The form in which a draft's parameters are changed, group by group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medverkan.foundation.design import seen
from medverkan.foundation.design.days import DayField, DayInput
from medverkan.foundation.text import Translated
from medverkan.reference.pathways.choices import ThresholdEffect
from medverkan.reference.pathways.forms import translated
from medverkan.reference.pathways.models import RefusalGround, RuleSet, Threshold
from medverkan.reference.pathways.parameters import COPIED, GROUPS

TRANSLATED = ("publication_test", "legal_basis", "retention")
PLAIN = tuple(name for name in COPIED if name not in TRANSLATED)


@dataclass(frozen=True)
class FieldGroup:
    """Bound fields under a heading."""

    title: str
    fields: list[BoundField]


class RuleSetForm(forms.ModelForm):
    """Every parameter of a draft; the database's own rules are checked here too."""

    source_url = forms.URLField(
        label=gettext_lazy("Source"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = RuleSet
        fields = [*(name for name in PLAIN if name != "source_url"), "refusal_grounds"]
        widgets = {
            "refusal_grounds": forms.CheckboxSelectMultiple,
            "source_date": DayInput,
        }
        field_classes = {"source_date": DayField}

    def __init__(self, *args: Any, instance: RuleSet, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["source_url"].initial = instance.source_url
        self.fields["refusal_grounds"].queryset = RefusalGround.objects.offered()
        for name in (*TRANSLATED, "summary"):
            self.fields.update(
                translated.inputs(
                    RuleSet._meta.get_field(name),
                    getattr(instance, name),
                    is_long=name != "summary",
                )
            )
        existing = {row.effect: row for row in instance.thresholds.all()}
        for effect in ThresholdEffect:
            self.fields.update(_threshold_fields(effect, existing.get(effect)))
        seen.mark(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for effect in ThresholdEffect:
            count, share = _threshold_names(effect)
            if cleaned.get(count) and cleaned.get(share):
                self.add_error(share, _("Give a number or a share, not both."))
        if not cleaned.get("gathers_support") and self.thresholds:
            self.add_error(
                "gathers_support", _("A threshold needs that support is gathered.")
            )
        return cleaned

    def groups(self) -> Iterator[FieldGroup]:
        """Yield the fields in the groups of the editor."""
        for group in GROUPS:
            names = [one for name in group.fields for one in _inputs_of(name)]
            if group.name == "support":
                names += [
                    n for effect in ThresholdEffect for n in _threshold_names(effect)
                ]
            yield FieldGroup(str(group.title), [self[name] for name in names])
        summary = [self[name] for name in self.fields if name.startswith("summary_")]
        yield FieldGroup(_("What is new in this version"), summary)

    @property
    def values(self) -> dict[str, Any]:
        """The parameters as `change_draft` takes them."""
        plain = {name: self.cleaned_data[name] for name in PLAIN}
        texts: dict[str, Translated] = {
            name: translated.joined(name, self.cleaned_data)
            for name in (*TRANSLATED, "summary")
        }
        return {**plain, **texts}

    @property
    def thresholds(self) -> list[Threshold]:
        """The thresholds that were filled in, unsaved."""
        rows = []
        for effect in ThresholdEffect:
            count, share = (self.cleaned_data.get(n) for n in _threshold_names(effect))
            if count or share:
                row = Threshold(effect=effect, absolute_count=count, per_mille=share)
                rows.append(row)
        return rows


def _inputs_of(name: str) -> list[str]:
    if name in TRANSLATED:
        field = RuleSet._meta.get_field(name)
        return list(translated.inputs(field, None, is_long=True))
    return [name]


def _threshold_names(effect: ThresholdEffect) -> tuple[str, str]:
    return f"threshold_{effect}_count", f"threshold_{effect}_per_mille"


def _threshold_fields(
    effect: ThresholdEffect, row: Threshold | None
) -> dict[str, forms.Field]:
    count, share = _threshold_names(effect)
    return {
        count: forms.IntegerField(
            label=effect.label,
            help_text=gettext_lazy("At this number."),
            min_value=1,
            required=False,
            initial=row.absolute_count if row else None,
        ),
        share: forms.DecimalField(
            label=effect.label,
            help_text=gettext_lazy("Or at this many per mille of the residents."),
            min_value=0,
            max_digits=7,
            decimal_places=3,
            required=False,
            initial=row.per_mille if row else None,
        ),
    }
