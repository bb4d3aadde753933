"""What staff register for somebody else, who is asked the same as on the web."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import references
from medverkan.participation.cases import words
from medverkan.participation.cases.forms.fields import PlainTextField
from medverkan.participation.cases.forms.intake import (
    DECIDERS,
    NO_SPOT,
    AboutForm,
    SenderForm,
    months_to_choose,
)
from medverkan.participation.cases.models import Party
from medverkan.participation.cases.states import Channel
from medverkan.reference.bodies.queries import Found
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.pathways.models import RuleSet

_NOT_ASKED = _("Not asked")


def ask_about_somebody_else(form: forms.Form) -> None:
    """Word the questions about the sender for staff, who answer them for another."""
    fields = form.fields
    fields["name"].label = _("Name")
    fields["answer_by"].label = _("How do they want the answer?")
    fields["answer_by"].choices = [
        (value, label)
        for value, label in fields["answer_by"].choices
        if value != Party.Answer.NONE
    ] + [(Party.Answer.NONE, _("They do not want it sent"))]
    fields["wants_easy_words"].label = _(
        "They want the answer in easy words (lättläst)"
    )


class RegisterForm(AboutForm, SenderForm):
    """What staff register for somebody: by telephone, on paper, at a desk."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    channel = forms.ChoiceField(
        label=_("How did it come in?"),
        choices=[
            (channel.value, words.CHANNEL[channel])
            for channel in (Channel.PHONE, Channel.PAPER, Channel.DESK, Channel.EMAIL)
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it came in.")},
    )
    arrived_at = forms.DateTimeField(
        label=_("When did it arrive?"),
        required=False,
        help_text=_("Leave empty if it is now. Otherwise like 2026-11-10 14:30."),
        error_messages={"invalid": _("Write date and time like 2026-11-10 14:30.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("sv", "Svenska"), ("fi", "Suomi"), ("en", "English")],
    )
    text = PlainTextField(
        label=_("What was said or written"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what was said.")},
    )
    is_minor = forms.BooleanField(
        label=_("The one who wrote is under 18"),
        help_text=_("The name is then never published."),
        required=False,
    )
    window_months = forms.TypedChoiceField(
        label=_("How long shall votes be gathered?"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    goes_to = forms.TypedChoiceField(
        label=_("Who shall decide?"),
        coerce=Decider,
        empty_value=None,
        required=False,
    )
    is_below_age = forms.BooleanField(
        label=_("The one who wrote is so young that a guardian must say yes"),
        required=False,
    )
    guardian_has_signed = forms.BooleanField(
        label=_("A guardian has signed, or has said yes to us"), required=False
    )
    guardian_email = forms.EmailField(
        label=_("The guardian's e-mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "If no guardian has said yes yet: they get a letter with a link. Leave empty if "
            "you know none, and note the yes in the case when it comes."
        ),
    )
    may_be_published = None
    website = None
    needs_guardians_address = False

    field_order = (
        "spot", "channel", "arrived_at", "language", "text", "title", "pathway",
        "window_months", "goes_to", "is_minor", "is_below_age", "guardian_has_signed",
        "guardian_email",
    )  # fmt: skip

    def __init__(
        self, *args: Any, now: dt.datetime, rule_sets: list[RuleSet], **kwargs: Any
    ) -> None:
        # The sender's own fields that rules remove are put back: here the pathway is chosen
        # on the same page, and `clean` asks for what its rules want.
        super().__init__(*args, **kwargs)
        ask_about_somebody_else(self)
        self.fields["name"].help_text = _(
            "Nobody has to say who they are, except where the rules of a proposal ask for it."
        )
        self.fields["topic"].empty_label = _("Not known: it is sorted afterwards")
        self._ask_whether_identity_is_protected()
        self._ask_for_the_spot()
        self.now = now
        self.rule_sets = {rule_set.pathway_id: rule_set for rule_set in rule_sets}
        for name in ("window_months", "goes_to", "is_below_age", "guardian_email"):
            self.fields[name] = copy.deepcopy(self.base_fields[name])
        self._offer("window_months", [r for r in rule_sets if r.month_choices])
        self._offer("goes_to", [r for r in rule_sets if r.author_chooses_body])
        self._offer("is_below_age", [r for r in rule_sets if r.guardian_below_age])
        if "is_below_age" not in self.fields:
            del self.fields["guardian_has_signed"], self.fields["guardian_email"]
        months = sorted({m for r in rule_sets for m in r.month_choices})
        if "window_months" in self.fields:
            self.fields["window_months"].choices = [
                ("", _NOT_ASKED),
                *months_to_choose(months),
            ]
        if "goes_to" in self.fields:
            self.fields["goes_to"].choices = [("", _NOT_ASKED), *DECIDERS]
        self.order_fields(self.field_order)

    def _ask_for_the_spot(self) -> None:
        """Ask which of several addresses is meant; the only one there can be is taken."""
        if "spot" not in self.fields:
            return
        self.fields["spot"].label = _("Which address do they mean?")
        self.fields["spot"].required = not any(s.is_exact for s in self.spots.values())
        choices = self.fields["spot"].choices
        self.fields["spot"].choices = [*choices[:-1], (NO_SPOT, _("None of these"))]

    def chosen_spot(self) -> Found | None:
        """Return the address that was chosen, or the only one that there can be."""
        if self.cleaned_data.get("spot"):
            return super().chosen_spot()
        return next(iter(self.spots.values()), None)

    def _ask_whether_identity_is_protected(self) -> None:
        field = self.fields["has_protected_identity"]
        field.label = _("The one who wrote has protected identity")
        field.help_text = _(
            "Then only those who handle the case see who it is, and each time is logged. "
            "Name and place are never published. Write no address they do not want to give."
        )

    def renew_key(self) -> None:
        """Let what is shown again be a case of its own when it is sent."""
        self.data = self.data.copy()
        self.data["key"] = references.new_secret()

    def _offer(self, name: str, rule_sets: list[RuleSet]) -> None:
        """Say for which pathways the field is; leave it out where there are none."""
        if not rule_sets:
            del self.fields[name]
            return
        names = ", ".join(str(rule_set.pathway.name) for rule_set in rule_sets)
        self.fields[name].help_text = _("Only for: %(pathways)s.") % {"pathways": names}

    def clean(self) -> dict[str, Any]:
        """Ask for what the rules of the chosen pathway want the author to choose."""
        cleaned = super().clean()
        pathway = cleaned.get("pathway")
        rule_set = self.rule_sets.get(pathway.pk) if pathway else None
        if rule_set is None:
            return cleaned
        if rule_set.guardian_below_age is None:
            cleaned["is_below_age"] = False
        if rule_set.month_choices and (
            cleaned.get("window_months") not in rule_set.month_choices
        ):
            self.add_error("window_months", _("Choose how many months."))
        if rule_set.author_chooses_body and not cleaned.get("goes_to"):
            self.add_error("goes_to", _("Choose who shall decide."))
        return cleaned

    def clean_arrived_at(self) -> dt.datetime | None:
        """Refuse what has not happened yet."""
        arrived_at = self.cleaned_data["arrived_at"]
        if arrived_at is not None and arrived_at > self.now:
            raise forms.ValidationError(_("This time has not come yet."), code="future")
        return arrived_at


class ForwardForm(RegisterForm):
    """A letter to an elected member, for the register of the board."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channel = self.fields["channel"]
        channel.label = _("How did you get it?")
        channel.choices = [
            (one.value, words.CHANNEL[one])
            for one in (Channel.EMAIL, Channel.PAPER, Channel.PHONE)
        ]
        self.fields["arrived_at"].label = _("When did you get it?")
        self.fields["text"].required = False
        self.fields["text"].label = _("What it says")

    def clean(self) -> dict[str, Any]:
        """Take a letter that is attached instead of pasted."""
        cleaned = super().clean()
        if not cleaned.get("text") and "text" not in self.errors:
            if cleaned.get("file"):
                cleaned["text"] = str(_("The letter is attached."))
            else:
                self.add_error("text", _("Paste the text, or attach the letter."))
        return cleaned
