"""To ask the author of a published case, to answer, and to decide what is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases.forms.fields import PlainTextField
from medverkan.participation.cases.forms.officer import VersionForm
from medverkan.participation.cases.forms.readers import ReaderForm
from medverkan.participation.cases.models import QUESTION_LENGTH, AuthorQuestion
from medverkan.participation.cases.states import QuestionState


class PutQuestionForm(ReaderForm):
    """A reader's question to the author."""

    text = PlainTextField(
        label=_("What do you want to ask?"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your question.")},
    )
    field_order = ("text", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _(
            "E-mail address, if you want to be told of the answer"
        )


class AnswerQuestionForm(forms.Form):
    """The author's answer to one question."""

    text = PlainTextField(
        label=_("Your answer"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your answer.")},
    )


class QuestionDecision(StrEnum):
    """What a reviewer does with a question."""

    GO_ON = "go_on"
    REFUSE = "refuse"


class DecideQuestionForm(VersionForm):
    """Whether a question goes on, and in what words it is shown."""

    question = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.TypedChoiceField(
        label=_("What do you decide?"),
        coerce=QuestionDecision,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you decide.")},
    )
    text = PlainTextField(
        label=_("The question as it is shown"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Take away what points out a person."),
    )
    answer = PlainTextField(
        label=_("The answer as it is shown"),
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = PlainTextField(
        label=_("Why not, if it is not to be shown?"),
        help_text=_("The one who asked reads it."),
        required=False,
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, waiting: AuthorQuestion | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        is_answered = waiting is not None and waiting.state == QuestionState.ANSWERED
        if not is_answered:
            del self.fields["answer"]
        go_on = _("Show it with the answer") if is_answered else _("Send to the author")
        self.fields["decision"].choices = [
            (QuestionDecision.GO_ON.value, go_on),
            (QuestionDecision.REFUSE.value, _("It is not to be shown")),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where the question goes no further."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == QuestionDecision.REFUSE and not cleaned.get(
            "reason"
        ):
            self.add_error("reason", _("Write why."))
        return cleaned
