"""What officers do with a case: words, routing, publication and protection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts.models import User
from medverkan.foundation.text import summary
from medverkan.participation.cases import words
from medverkan.participation.cases.forms.fields import (
    PlainLineField,
    PlainTextField,
    nothing_unfilled,
    only_known_fields,
)
from medverkan.participation.cases.models import (
    Message,
    ReplyTemplate,
    Tag,
)
from medverkan.participation.cases.states import MessageKind, Outcome
from medverkan.reference.bodies.models import Body, Topic
from medverkan.reference.pathways.models import Pathway

_IN_LANGUAGE = "text_in_"


def _in_language(code: str) -> str:
    language = get_language_info(code)["name_translated"]
    return _("The answer in %(language)s") % {"language": language.lower()}


class WriteForm(forms.Form):
    """Words in a case, and the version of it that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = PlainTextField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )


class TemplateChoice(forms.Form):
    """A reply template to put into the text; without any there is no choice."""

    template = forms.ModelChoiceField(
        label=_("Reply template"),
        queryset=ReplyTemplate.objects.none(),
        empty_label=_("No template"),
        to_field_name="slug",
        required=False,
    )

    def __init__(self, *args: Any, templates: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if templates:
            self.fields["template"].queryset = templates
        else:
            del self.fields["template"]

    def chosen_template(self) -> ReplyTemplate | None:
        """Return the template that is chosen, whatever the rest of the form holds."""
        self.is_valid()
        return self.cleaned_data.get("template")


class ReplyForm(TemplateChoice, WriteForm):
    """
    An answer with its outcome; a field of a template must have been filled in.

    `languages` are those that authors of joined cases read, besides the one who wrote this:
    each has a field of its own, and who leaves it empty sends the first text to them too.
    """

    text = PlainTextField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 6, "data-shortcut": "r"}),
        error_messages={"required": _("Write something first.")},
        validators=[nothing_unfilled],
    )

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(o.value, words.OUTCOME[o]) for o in Outcome],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )

    def __init__(
        self,
        *args: Any,
        languages: Iterable[str] = (),
        in_languages: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for code in languages:
            self.fields[f"{_IN_LANGUAGE}{code}"] = PlainTextField(
                label=_in_language(code),
                help_text=_("Left empty, they get the text above."),
                widget=forms.Textarea(attrs={"rows": 4, "lang": code}),
                required=False,
                initial=(in_languages or {}).get(code, ""),
                validators=[nothing_unfilled],
            )
        self.order_fields([name for name in self.fields if name != "outcome"])

    @staticmethod
    def in_languages(cleaned: Mapping[str, Any]) -> dict[str, str]:
        """Return what was written for readers of other languages, by the language's code."""
        return {
            name.removeprefix(_IN_LANGUAGE): text
            for name, text in cleaned.items()
            if name.startswith(_IN_LANGUAGE) and text
        }


class ReplyManyForm(TemplateChoice):
    """One answer to many, with fields that are filled in for each."""

    text = PlainTextField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "The letter begins by greeting each by name. Write {reference} or {topic}, for "
            "example, where each case's own shall stand."
        ),
        error_messages={"required": _("Write something first.")},
        validators=[only_known_fields],
    )
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(o.value, words.OUTCOME[o]) for o in Outcome],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )


class VersionForm(forms.Form):
    """Nothing but the version that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TranslateForm(VersionForm):
    """What somebody wrote, in another language."""

    message = forms.ModelChoiceField(
        label=_("What is translated?"), queryset=Message.objects.none()
    )
    language = forms.ChoiceField(
        label=_("To which language?"),
        choices=[("sv", _("Swedish")), ("en", _("English")), ("fi", _("Finnish"))],
    )
    text = PlainTextField(
        label=_("Translation"), widget=forms.Textarea(attrs={"rows": 6})
    )
    is_machine = forms.BooleanField(
        label=_("A machine made it, and nobody has checked it"), required=False
    )

    def __init__(self, *args: Any, messages: QuerySet[Message], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["message"]
        field.queryset = messages
        field.label_from_instance = _beginning

    def clean(self) -> dict[str, Any]:
        """Refuse a translation into the language that the words are in."""
        cleaned = super().clean() or {}
        message = cleaned.get("message")
        if message and message.language == cleaned.get("language"):
            self.add_error("language", _("It is written in this language already."))
        return cleaned


def _beginning(message: Message) -> str:
    return f"{words.MESSAGE[MessageKind(message.kind)]}: {summary(message.text, 60)}"


class AlarmForm(VersionForm):
    """What became of an alarm."""

    was_false = forms.TypedChoiceField(
        label=_("What was it?"),
        choices=[("nej", _("I have seen to it")), ("ja", _("It was no alarm"))],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )


class HandOverForm(VersionForm):
    """To whom a case was handed over; empty when it did not have to be."""

    to = PlainLineField(
        label=_("To whom was it handed over?"),
        max_length=150,
        required=False,
        help_text=_(
            "The one who wrote is told. Leave empty if nothing had to be handed over."
        ),
    )


class AssignManyForm(forms.Form):
    """To whom cases are given."""

    assignee = forms.ModelChoiceField(
        label=_("Officer"),
        queryset=None,
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = officers


class AssignForm(VersionForm, AssignManyForm):
    """To whom a case is given."""


class MoveForm(VersionForm):
    """Where a case belongs."""

    to = forms.ModelChoiceField(
        label=_("Board or administration"), queryset=Body.objects.none()
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = bodies


class OralAnswerForm(VersionForm):
    """What was said to the one who wrote, when, and whether they want it in writing."""

    spoken_at = forms.DateTimeField(
        label=_("When was it said?"),
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
        ),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("Write a time like 2026-11-18 13:30.")},
    )
    text = PlainTextField(
        label=_("What was said?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write something first.")},
    )
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(o.value, words.OUTCOME[o]) for o in Outcome],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    wants_it_in_writing = forms.ChoiceField(
        label=_("Offer it in writing. Do they want that?"),
        choices=[("yes", _("Yes, send what I have written")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask, and choose yes or no.")},
    )

    def clean_wants_it_in_writing(self) -> bool:
        """Return the answer as yes or no."""
        return self.cleaned_data["wants_it_in_writing"] == "yes"

    def clean_outcome(self) -> Outcome:
        """Return the outcome itself."""
        return Outcome(self.cleaned_data["outcome"])


class TagForm(VersionForm):
    """What a case is marked with."""

    tags = forms.MultipleChoiceField(
        label=_("The case touches"),
        choices=lambda: [(tag.slug, tag) for tag in _tags()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean_tags(self) -> list[Tag]:
        """Return the tags themselves."""
        return list(_tags().filter(slug__in=self.cleaned_data["tags"]))


def _tags() -> QuerySet[Tag]:
    return Tag.objects.order_by("order", "slug")


class TopicManyForm(forms.Form):
    """What cases are about."""

    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False
    )

    def __init__(self, *args: Any, topics: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics


class TopicForm(VersionForm, TopicManyForm):
    """What a case is about."""


class KindForm(VersionForm):
    """What a case is."""

    to = forms.ModelChoiceField(label=_("What is it?"), queryset=Pathway.objects.none())

    def __init__(self, *args: Any, pathways: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = pathways


class OfferForm(VersionForm):
    """Another way in that is suggested to the one who wrote, and why."""

    to = forms.ModelChoiceField(
        label=_("What do you suggest that it becomes?"), queryset=Pathway.objects.none()
    )
    text = PlainTextField(
        label=_("Why? The one who wrote reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

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


class SecrecyForm(VersionForm):
    """A secrecy mark."""

    provision = PlainLineField(
        label=_("Provision"),
        max_length=100,
        help_text=_("For example OSL 26 kap. 1 §."),
    )
