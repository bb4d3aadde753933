"""Forms of the room."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design.days import DayField
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.publishing.records.states import Choice, Measure, Way
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
    decided_date = DayField(label=_("Day of the decision"))
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


class AskForm(forms.Form):
    """A request for records; nothing about the one who asks is needed."""

    wanted = PlainTextField(
        label=_("What are you looking for?"),
        help_text=_("A case number, a subject, or about when it was."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you are looking for.")},
    )
    contact = PlainLineField(
        label=_("Where do we send it?"),
        help_text=_("An e-mail or postal address. You need not say who you are."),
        max_length=300,
        required=False,
    )


class NoteForm(AskForm):
    """A request that came by telephone, e-mail or at a desk."""

    asker = PlainLineField(
        label=_("Who asked, if they chose to say"),
        help_text=_("Never ask for it, nor why they want it."),
        max_length=150,
        required=False,
    )
    asked_at = forms.DateTimeField(
        label=_("When did they ask?"),
        required=False,
        help_text=_("Leave empty if it is now. Otherwise like 2026-11-10 14:30."),
        error_messages={"invalid": _("Write date and time like 2026-11-10 14:30.")},
    )
    field_order = ("wanted", "asker", "contact", "asked_at")

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_asked_at(self) -> dt.datetime | None:
        """Refuse what has not happened yet."""
        asked_at = self.cleaned_data["asked_at"]
        if asked_at is not None and asked_at > self.now:
            raise forms.ValidationError(_("This time has not come yet."), code="future")
        return asked_at


class FindForm(forms.Form):
    """What to look for among the authority's own cases."""

    q = PlainLineField(label=_("Number, name or words"), max_length=200, required=False)
    fran = DayField(
        label=_("Arrived from"),
        required=False,
    )
    till = DayField(
        label=_("Arrived until"),
        required=False,
    )


class ChooseForm(forms.Form):
    """How one text or file is handed out."""

    choice = forms.ChoiceField(
        label=_("Hand out"), choices=Choice.choices, widget=forms.RadioSelect
    )
    title = PlainLineField(label=_("Title, masked"), max_length=120, required=False)
    text = PlainTextField(
        label=_("Text, masked"),
        help_text=_(
            "What is masked is what you take out or replace here. The original is kept."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, is_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_file:
            del self.fields["title"], self.fields["text"]
            self.fields["choice"].choices = [
                pair for pair in Choice.choices if pair[0] != Choice.MASKED
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_masked = cleaned.get("choice") == Choice.MASKED
        if is_masked and not cleaned.get("text", "").strip():
            self.add_error("text", _("Write the text as it is to be handed out."))
        return cleaned


class HandOutForm(forms.Form):
    """How the records reached the one who asked."""

    way = forms.ChoiceField(
        label=_("How do they get it?"), choices=Way.choices, widget=forms.RadioSelect
    )


class RefuseForm(forms.Form):
    """A decision not to hand out."""

    provision = PlainLineField(
        label=_("Provision"), help_text=_("Such as OSL 26:1."), max_length=100
    )
    reasons = PlainTextField(
        label=_("Reasons, in words the one who asked understands"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    post = PlainLineField(
        label=_("Who decides by delegation (post)"),
        help_text=_("Such as head of unit, delegation 4.2."),
        max_length=150,
    )
