"""The form in which two versions of the rules are chosen, to compare or simulate."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.reference.pathways import versions
from medverkan.reference.pathways.versions import Version


class VersionsForm(forms.Form):
    """Two of all rule sets and presets; sent by GET, so that the address can be shared."""

    ena = forms.ChoiceField(label=_("One"))
    andra = forms.ChoiceField(label=_("The other"))

    def __init__(self, *args: Any, at: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(versions.titles())
        names = ("ena", "andra")
        for name, key in zip(names, versions.to_begin_with(at), strict=True):
            self.fields[name].choices = choices
            self.fields[name].initial = key

    @property
    def chosen(self) -> tuple[Version, Version]:
        """The two versions."""
        one, other = self.cleaned_data["ena"], self.cleaned_data["andra"]
        return versions.find(one), versions.find(other)
