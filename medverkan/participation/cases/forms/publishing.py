"""What everyone will read of a case, or why nobody will."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import looking_over
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.forms.officer import VersionForm
from medverkan.participation.cases.models import TITLE_LENGTH, Case


class PublishForm(VersionForm):
    """What everyone will read."""

    title = PlainLineField(label=_("Published title"), max_length=TITLE_LENGTH)
    text = PlainTextField(
        label=_("Published text"), widget=forms.Textarea(attrs={"rows": 6})
    )
    answer = PlainTextField(
        label=_("Published answer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    shows_place = forms.BooleanField(
        label=_("Show the place"),
        required=False,
        help_text=_(
            "Only a public place, never where somebody lives. A point on the map is "
            "rounded to some hundred metres."
        ),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not case.place and case.latitude is None:
            del self.fields["shows_place"]
        if not self.initial["answer"]:
            del self.fields["answer"]
        said = "\n".join(self.initial[name] for name in ("title", "text"))
        self.fields["text"].help_text = looking_over.as_sentence(
            looking_over.remarks_on(said)
        )


class RefuseForm(VersionForm):
    """Why a case is not published."""

    ground = forms.ChoiceField(label=_("Ground"), choices=())

    def __init__(self, *args: Any, grounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds
