"""What readers of a published page write to us: an address if they like, and a trap."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReaderForm(forms.Form):
    """The part that is alike: no name is needed, and programs give themselves away."""

    email = forms.EmailField(
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write an e-mail address like namn@example.org.")},
    )
    # A trap: people do not see it, programs fill it in.
    website = forms.CharField(required=False)

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [field for field in self if field.name != "website"]

    @property
    def said(self) -> dict[str, Any]:
        """What was said, without the trap."""
        return {
            name: self.cleaned_data[name] for name in self.fields if name != "website"
        }

    @property
    def is_by_program(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.cleaned_data.get("website"))
