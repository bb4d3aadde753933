"""Forms of the room."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.publishing.records.states import Measure
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.register.models import ClassCode


class RuleForm(forms.Form):
    """What the board has decided on destruction."""

    pathway = forms.ModelChoiceField(
        label=_("Way in"),
        queryset=Pathway.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("All"),
    )
    class_code = forms.ModelChoiceField(
        label=_("Class"),
        queryset=ClassCode.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("All"),
    )
    keep_years = forms.IntegerField(
        label=_("Years to keep it after it was closed"), min_value=0, max_value=200
    )
    measure = forms.ChoiceField(label=_("Then"), choices=Measure.choices)
    decided_by = forms.ModelChoiceField(
        label=_("Who decided"), queryset=Body.objects.none(), to_field_name="slug"
    )
    decided_date = forms.DateField(
        label=_("Day of the decision"), widget=forms.DateInput(attrs={"type": "date"})
    )
    paragraph = forms.CharField(label=_("Paragraph (§)"), max_length=20)

    def __init__(
        self, *args: Any, authority: Body, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["pathway"].queryset = Pathway.objects.order_by("slug")
        self.fields["class_code"].queryset = ClassCode.objects.order_by("code")
        self.fields["decided_by"].queryset = (
            Body.objects.filter(pk=authority.pk)
            | Body.objects.filter(kind__in=["council", "executive_board"])
        ).order_by("slug")

    def clean_decided_date(self) -> dt.date:
        """Refuse a decision that has not been made yet."""
        decided = self.cleaned_data["decided_date"]
        if decided > self.today:
            raise forms.ValidationError(_("This day has not come yet."), code="future")
        return decided

    def clean_paragraph(self) -> str:
        """Take the paragraph with or without its sign."""
        paragraph = self.cleaned_data["paragraph"].lstrip("§ ").strip()
        if not paragraph:
            raise forms.ValidationError(_("Write the paragraph, like 112."))
        return paragraph
