"""The form in which two versions of the rules are chosen, to compare or simulate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.reference.pathways import versions
from medverkan.reference.pathways.versions import Version


class VersionsForm(forms.Form):
    """Two of all rule sets and presets; sent by GET, so that the address can be shared."""

    ena = forms.ChoiceField(label=_("One"))
    andra = forms.ChoiceField(label=_("The other"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(versions.titles())
        self.fields["ena"].choices = choices
        self.fields["andra"].choices = choices

    @property
    def chosen(self) -> tuple[Version, Version]:
        """The two versions."""
        one, other = self.cleaned_data["ena"], self.cleaned_data["andra"]
        return versions.find(one), versions.find(other)
