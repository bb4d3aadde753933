"""What is asked about a topic: as residents answer it, and as staff write it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import text as texts
from medverkan.participation.cases import asking, words
from medverkan.participation.cases.forms import translated
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.models import TopicQuestion
from medverkan.participation.cases.states import AskedKind
from medverkan.reference.bodies.models import Topic

LONGEST_ANSWER = 200
_MOST_CHOICES = 8


class AnswersForm(forms.Form):
    """What is asked about one topic; each field is named by the code of its question."""

    def __init__(
        self, *args: Any, questions: Iterable[TopicQuestion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = tuple(questions)
        for question in self.questions:
            self.fields[question.code] = _field(question)

    def answers(self) -> dict[str, str]:
        """Return what was answered by the question's code; empty where nothing was."""
        return {
            code: texts.without_identity_numbers(answer)[0][:LONGEST_ANSWER]
            for code, answer in self.cleaned_data.items()
        }

    def after(self, text: str) -> str:
        """Return a text with what was answered after it."""
        return asking.with_answers(text, self.questions, self.answers())


def _field(question: TopicQuestion) -> forms.Field:
    shared = {
        "label": str(question.label),
        "help_text": str(question.help_text),
        "required": question.is_required,
    }
    if question.kind == AskedKind.TEXT:
        return PlainLineField(
            **shared,
            max_length=LONGEST_ANSWER,
            error_messages={"required": _("Write an answer.")},
        )
    return forms.ChoiceField(
        **shared,
        choices=asking.options_of(question),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )


def _choices(label: Any, **more: Any) -> PlainTextField:
    return PlainTextField(
        label=label,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        **more,
    )


class TopicQuestionForm(forms.Form):
    """Everything about a question."""

    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.order_by("place", "slug")
    )
    kind = forms.ChoiceField(
        label=_("How is it answered?"),
        choices=[(kind.value, said) for kind, said in words.ASKED_KIND.items()],
        widget=forms.RadioSelect,
        initial=AskedKind.TEXT.value,
    )
    label_sv = PlainLineField(label=_("Question in Swedish"), max_length=120)
    label_en = PlainLineField(
        label=_("Question in English"), max_length=120, required=False
    )
    label_fi = PlainLineField(
        label=_("Question in Finnish"), max_length=120, required=False
    )
    help_text_sv = PlainLineField(
        label=_("Help in Swedish"), max_length=200, required=False
    )
    help_text_en = PlainLineField(
        label=_("Help in English"), max_length=200, required=False
    )
    help_text_fi = PlainLineField(
        label=_("Help in Finnish"), max_length=200, required=False
    )
    choices_sv = _choices(
        _("Answers to choose among, in Swedish"),
        help_text=_("One on each line. In the other languages in the same order."),
    )
    choices_en = _choices(_("Answers to choose among, in English"))
    choices_fi = _choices(_("Answers to choose among, in Finnish"))
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    is_asked = forms.BooleanField(label=_("Is asked now"), required=False, initial=True)
    place = forms.IntegerField(label=_("Order"), min_value=0, max_value=999, initial=50)

    def clean(self) -> dict[str, Any]:
        """Ask for answers to choose among, as many in each language that has any."""
        cleaned = super().clean() or {}
        lines = {
            code: cleaned.get(f"choices_{code}", "").split("\n")
            for code in translated.LANGUAGES
        }
        lines = {code: [one for one in all_ if one] for code, all_ in lines.items()}
        self.choices: list[dict[str, str]] = []
        if cleaned.get("kind") != AskedKind.CHOICE:
            return cleaned
        swedish = lines["sv"]
        if not 2 <= len(swedish) <= _MOST_CHOICES or len(
            {slugify(one) for one in swedish} - {""}
        ) != len(swedish):
            self.add_error(
                "choices_sv",
                _("Write two to eight answers, each on a line of its own."),
            )
        for code in ("en", "fi"):
            if lines[code] and len(lines[code]) != len(swedish):
                self.add_error(
                    f"choices_{code}", _("Write as many answers as in Swedish.")
                )
        if not self.errors:
            self.choices = [
                {code: all_[number] for code, all_ in lines.items() if all_}
                for number in range(len(swedish))
            ]
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Return the fields of `TopicQuestion` that the form fills."""
        got = self.cleaned_data
        plain = ("topic", "kind", "is_required", "is_asked", "place")
        return {
            **{name: got[name] for name in plain},
            "label": translated.joined(got, "label"),
            "help_text": translated.joined(got, "help_text"),
            "choices": self.choices,
        }

    @staticmethod
    def initial_of(question: TopicQuestion) -> dict[str, Any]:
        """Return what the form shows of a question that exists."""
        plain = ("kind", "is_required", "is_asked", "place")
        choices = {
            code: "\n".join(one.get(code, "") for one in question.choices)
            for code in translated.LANGUAGES
        }
        return {
            **{name: getattr(question, name) for name in plain},
            "topic": question.topic_id,
            **translated.split("label", question.label),
            **translated.split("help_text", question.help_text),
            **translated.split("choices", choices),
        }
