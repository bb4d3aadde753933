"""Forms for switch-overs, old addresses and files of past petitions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.days import DayField
from medverkan.foundation.text import Translated
from medverkan.reference.pathways.forms import translated
from medverkan.reference.pathways.models import Pathway, RuleSet, SwitchOver
from medverkan.reference.pathways.petition_files import MAX_BYTES


class SwitchOverForm(forms.Form):
    """From which way in, to which draft, on what day."""

    from_pathway = forms.ModelChoiceField(
        label=_("From the way in"), queryset=Pathway.objects.none()
    )
    to_rule_set = forms.ModelChoiceField(
        label=_("To the draft"), queryset=RuleSet.objects.none()
    )
    on_date = DayField(
        label=_("From and including"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_pathway"].queryset = Pathway.objects.filter(
            retired_at=None
        ).order_by("order", "slug")
        drafts = self.fields["to_rule_set"]
        drafts.queryset = (
            RuleSet.objects.drafts().select_related("pathway").order_by("pk")
        )
        drafts.label_from_instance = lambda one: f"{one.pathway} {one.version}"
        self.fields.update(
            translated.inputs(SwitchOver._meta.get_field("note"), None, is_long=True)
        )

    @property
    def note(self) -> Translated:
        """What residents are told."""
        return translated.joined("note", self.cleaned_data)


class OldPathsForm(forms.Form):
    """Addresses of a retired channel, one a line."""

    paths = forms.CharField(
        label=_("Old addresses"),
        help_text=_("One a line, without the name of the site: /e-petition/om"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    @property
    def lines(self) -> list[str]:
        """The addresses."""
        return [
            line for line in self.cleaned_data["paths"].splitlines() if line.strip()
        ]


class PetitionFileForm(forms.Form):
    """A file of past petitions; at first only tried."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "Columns: title, text, date, count. Never names or addresses of those who "
            "signed."
        ),
    )
    source = forms.CharField(label=_("Where it comes from"), max_length=200)
    is_dry_run = forms.BooleanField(
        label=_("Only try: tell what would be brought in"), required=False, initial=True
    )

    @property
    def content(self) -> bytes:
        """The bytes of the file, at most one more than may be read."""
        return self.cleaned_data["file"].read(MAX_BYTES + 1)
