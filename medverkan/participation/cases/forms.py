"""Shape and plausibility of what residents and officers type."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from medverkan.foundation import text as texts
from medverkan.foundation.accounts.models import User
from medverkan.participation.cases import words
from medverkan.participation.cases.models import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    ImplementationStep,
    Party,
)
from medverkan.participation.cases.states import BoardOutcome, Channel, Outcome
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.choices import Publication
from medverkan.reference.pathways.models import Pathway, RuleSet


class PlainTextField(forms.CharField):
    """Words of a person: any script, no control characters, paragraphs kept."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", TEXT_LENGTH)
        super().__init__(**kwargs)
        self.error_messages["max_length"] = _(
            "The text is %(show_value)s characters long. "
            "At most %(limit_value)s fit. Shorten it, or attach the rest as a file."
        )

    def to_python(self, value: Any) -> str:
        try:
            return texts.clean(super().to_python(value))
        except texts.NotText as error:
            raise forms.ValidationError(
                _(
                    "The text has signs that cannot be read. Write it again as plain text."
                ),
                code="not_plain_text",
            ) from error


class PlainLineField(PlainTextField):
    """One line of plain text."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class SayForm(forms.Form):
    """Step one: what do you want to say?"""

    text = PlainTextField(
        label=_("Your question, opinion or proposal"),
        error_messages={
            "required": _("Write what you want to say before you continue.")
        },
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


class AboutForm(forms.Form):
    """Step two: what it is and whom it concerns."""

    text = PlainTextField(widget=forms.HiddenInput)
    title = PlainLineField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        help_text=_("A short line that says what it is about."),
        error_messages={"required": _("Write a short title.")},
    )
    pathway = forms.ModelChoiceField(
        label=_("What is it?"),
        queryset=Pathway.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose what it is."),
            "invalid_choice": _("Choose one of the kinds in the list."),
        },
    )
    topic = forms.ModelChoiceField(
        label=_("What is it about?"),
        queryset=Topic.objects.none(),
        required=False,
        empty_label=_("I do not know – you may sort it"),
        help_text=_("It decides who answers. We move it if it belongs elsewhere."),
    )
    place = PlainLineField(
        label=_("Where is it?"),
        max_length=200,
        required=False,
        help_text=_(
            "An address or a place in words. Leave empty if it is nowhere special."
        ),
    )
    area = forms.ModelChoiceField(
        label=_("Part of the municipality"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=_("Not said"),
    )
    file = forms.FileField(
        label=_("Picture or document"),
        required=False,
        help_text=_(
            "At most 10 MB. We remove hidden data such as where a picture was taken."
        ),
    )

    def __init__(
        self, *args: Any, pathways: Any, topics: Any, areas: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pathway"].queryset = pathways
        self.fields["topic"].queryset = topics
        self.fields["area"].queryset = areas


class SenderForm(forms.Form):
    """Step three: how to reach you, and what may be shown."""

    answer_by = forms.ChoiceField(
        label=_("How do you want the answer?"),
        choices=[
            (Party.Answer.EMAIL, _("By e-mail")),
            (Party.Answer.LETTER, _("By letter")),
            (Party.Answer.PHONE, _("By telephone")),
            (Party.Answer.NONE, _("I follow it on the web with a secret link")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you want the answer.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Write an e-mail address like namn@example.org."),
            "required": _("Write your e-mail address."),
        },
    )
    phone = PlainLineField(
        label=_("Telephone number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = PlainTextField(
        label=_("Postal address"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    name = PlainLineField(
        label=_("Your name"),
        required=False,
        max_length=150,
        help_text=_("You may be anonymous."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    postcode = PlainLineField(
        label=_("Postcode"),
        required=False,
        max_length=10,
        help_text=_("It tells us where in the municipality proposals come from."),
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "inputmode": "numeric"}
        ),
        error_messages={"required": _("Write your postcode, like 501 80.")},
    )
    window_months = forms.TypedChoiceField(
        label=_("How long shall votes be gathered?"),
        choices=(),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how many months.")},
    )
    shows_name = forms.BooleanField(
        label=_("Show my name with what I wrote"), required=False
    )
    may_be_published = forms.BooleanField(
        label=_(
            "You may show what I wrote and your answer on the web, without my name"
        ),
        required=False,
    )

    _NEEDED = {
        Party.Answer.EMAIL: ("email", _("Write the e-mail address for the answer.")),
        Party.Answer.LETTER: ("address", _("Write the postal address for the answer.")),
        Party.Answer.PHONE: ("phone", _("Write the telephone number for the answer.")),
    }

    def __init__(
        self, *args: Any, rule_set: RuleSet | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if rule_set is None:
            del self.fields["window_months"], self.fields["shows_name"]
        else:
            self._ask_what_the_rules_say(rule_set)

    def _ask_what_the_rules_say(self, rule_set: RuleSet) -> None:
        fields = self.fields
        fields["email"].required = rule_set.asks_for_email
        if rule_set.asks_for_name:
            fields["name"].required = True
            fields["name"].help_text = _("We need to know who makes the proposal.")
        fields["postcode"].required = rule_set.asks_for_postcode
        fields["window_months"].choices = [
            (months, ngettext("%(months)d month", "%(months)d months", months)
             % {"months": months})
            for months in rule_set.month_choices
        ]  # fmt: skip
        asked = {
            "postcode": rule_set.asks_for_postcode,
            "window_months": bool(rule_set.month_choices),
            "shows_name": rule_set.shows_author_name,
            "may_be_published": rule_set.publication == Publication.OPTIONAL,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needed = self._NEEDED.get(cleaned.get("answer_by", ""))
        if needed and not cleaned.get(needed[0]) and needed[0] not in self.errors:
            self.add_error(needed[0], needed[1])
        return cleaned


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
    may_be_published = None

    field_order = ("channel", "arrived_at", "language", "text", "title")

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_arrived_at(self) -> dt.datetime | None:
        """Refuse what has not happened yet."""
        arrived_at = self.cleaned_data["arrived_at"]
        if arrived_at is not None and arrived_at > self.now:
            raise forms.ValidationError(_("This time has not come yet."), code="future")
        return arrived_at


class WriteForm(forms.Form):
    """Words in a case, and the version of it that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = PlainTextField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )


class ReplyForm(WriteForm):
    """An answer with its outcome."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(o.value, words.OUTCOME[o]) for o in Outcome],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )


class VersionForm(forms.Form):
    """Nothing but the version that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class AssignForm(VersionForm):
    """To whom a case is given."""

    assignee = forms.ModelChoiceField(
        label=_("Officer"),
        queryset=None,
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = officers


class MoveForm(VersionForm):
    """Where a case belongs."""

    to = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = bodies


class TopicForm(VersionForm):
    """What a case is about."""

    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False
    )

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics


class KindForm(VersionForm):
    """What a case is."""

    to = forms.ModelChoiceField(label=_("What is it?"), queryset=Pathway.objects.none())

    def __init__(self, *args: Any, pathways: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = pathways


class ConflictForm(forms.Form):
    """To whom a case is to be closed."""

    user = forms.ModelChoiceField(label=_("Who?"), queryset=User.objects.none())

    def __init__(self, *args: Any, users: Any, me: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users
        self.initial["user"] = me


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


class RefuseForm(VersionForm):
    """Why a case is not published."""

    ground = forms.ChoiceField(label=_("Ground"), choices=())

    def __init__(self, *args: Any, grounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = grounds


class SecrecyForm(VersionForm):
    """A secrecy mark."""

    provision = PlainLineField(
        label=_("Provision"),
        max_length=100,
        help_text=_("For example OSL 26 kap. 1 §."),
    )


class RateForm(forms.Form):
    """Was it solved?"""

    was_solved = forms.TypedChoiceField(
        label=_("Was it solved?"),
        choices=[("yes", _("Yes")), ("no", _("No, open it again"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )


class FindMineForm(forms.Form):
    """Ask for a new link to one's own case."""

    reference = PlainLineField(
        label=_("Reference"),
        max_length=40,
        help_text=_("It stands in the letter from us, like 2026-7KM4Q2TX."),
    )
    email = forms.EmailField(label=_("E-mail address that you gave us"))


class DecisionForm(VersionForm):
    """What a body decided, as the minutes say it."""

    outcome = forms.ChoiceField(
        label=_("What was decided?"),
        choices=[(o.value, words.BOARD_OUTCOME[o]) for o in BoardOutcome],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was decided.")},
    )
    body = forms.ModelChoiceField(
        label=_("Which body decided?"), queryset=Body.objects.none()
    )
    date = forms.DateField(
        label=_("Date of the decision"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write a date like 2026-11-18.")},
    )
    paragraph = PlainLineField(
        label=_("Paragraph"), max_length=20, help_text=_("For example 112.")
    )
    reasons = PlainTextField(
        label=_("Why, in plain words"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the reasons: everyone reads them.")},
    )

    def __init__(self, *args: Any, bodies: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.today = today

    def clean_date(self) -> dt.date:
        """Refuse a decision that has not been taken yet."""
        date = self.cleaned_data["date"]
        if date > self.today:
            raise forms.ValidationError(_("This day has not come yet."), code="future")
        return date


class StepForm(VersionForm):
    """Something to be done after a decision."""

    text = PlainLineField(label=_("What is to be done?"), max_length=200)
    due_date = forms.DateField(
        label=_("Done at the latest"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write a date like 2026-11-18.")},
    )


class StepDoneForm(VersionForm):
    """Which step is done."""

    step = forms.ModelChoiceField(
        label=_("Which step is done?"), queryset=ImplementationStep.objects.none()
    )

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = steps
