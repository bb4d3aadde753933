"""To report what is published, and to decide on what was reported."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import words
from medverkan.participation.cases.forms.fields import PlainTextField
from medverkan.participation.cases.forms.publishing import PublishForm
from medverkan.participation.cases.forms.readers import ReaderForm
from medverkan.participation.cases.models import REPORT_LENGTH, Case
from medverkan.participation.cases.states import ReportDecision, ReportGround


class ReportContentForm(ReaderForm):
    """What is wrong with a published page; no name is needed."""

    ground = forms.TypedChoiceField(
        label=_("What is wrong with it?"),
        choices=[(one.value, words.REPORT_GROUND[one]) for one in ReportGround],
        coerce=ReportGround,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    text = PlainTextField(
        label=_("Which words do you mean, and why?"),
        max_length=REPORT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write which words you mean.")},
    )
    field_order = ("ground", "text", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _(
            "E-mail address, if you want to know what we decide"
        )


class DecideReportsForm(PublishForm):
    """What becomes of what was reported, why, and what everyone reads from now on."""

    decision = forms.TypedChoiceField(
        label=_("What do you decide?"),
        coerce=ReportDecision,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    reason = PlainTextField(
        label=_("Why?"),
        help_text=_(
            "Whoever reported reads it, and the author if something is taken away."
        ),
        max_length=REPORT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why.")},
    )
    latest = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("version", "latest", "decision", "reason")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        # What is down already cannot be kept; it is only told that it is down.
        offered = ReportDecision if case.is_published else [ReportDecision.UNPUBLISH]
        self.fields["decision"].choices = [
            (one.value, words.REPORT_DECISION[one]) for one in offered
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse to call it redacted where nothing was taken away."""
        cleaned = super().clean() or {}
        is_changed = {"title", "text", "answer", "shows_place"} & set(self.changed_data)
        if cleaned.get("decision") == ReportDecision.MASK and not is_changed:
            self.add_error(
                "text",
                _("Take away below what is not to stand, or decide something else."),
            )
        return cleaned
