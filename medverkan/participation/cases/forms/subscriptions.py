"""To get letters on what is new: of what, and to which address."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.forms.fields import PlainLineField
from medverkan.participation.cases.lists import FilterForm

WORD_LENGTH = 60


class WhatForm(FilterForm):
    """What to be told of: the filters of the public list, and words."""

    svar = None  # type: ignore[assignment]  # what is new is told, answered or not
    ord = PlainLineField(
        label=_("With these words"),
        help_text=_("Such as: bench, cycle path. Leave empty for all words."),
        max_length=WORD_LENGTH,
        required=False,
    )

    @property
    def word(self) -> str:
        """Return the words asked for."""
        self.is_valid()
        return self.cleaned_data.get("ord", "")

    @property
    def query(self) -> str:
        """Return what is asked for as it stands in an address, always in the same order."""
        self.is_valid()
        asked = QueryDict(mutable=True)
        for name in WhatForm.base_fields:
            if self.cleaned_data.get(name):
                asked[name] = self.word if name == "ord" else self.data[name]
        return asked.urlencode()


class SubscribeForm(WhatForm):
    """What to be told of, and where."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a link. The letters begin when you have confirmed there."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # A trap: people do not see it, programs fill it in.
    website = forms.CharField(required=False)

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [self[name] for name in self.fields if name != "website"]

    @property
    def is_by_program(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.cleaned_data.get("website"))
