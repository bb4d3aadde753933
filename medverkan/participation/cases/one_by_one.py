"""
One question on a page, for those who chose easy words.

The forms are those of the usual steps. Each page shows the fields of one question, but the
whole form is read with what was answered before, so that a rule between two questions speaks
on the page of the one it is about. What is answered is kept in the draft, and nowhere else.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import text as texts
from medverkan.foundation.files.models import StoredFile
from medverkan.participation.cases import (
    easy,
    intake,
    operations,
    sorting,
    ways,
)
from medverkan.participation.cases.forms import (
    AboutForm,
    AnswersForm,
    SayForm,
    SenderForm,
)
from medverkan.participation.cases.models import Draft, Party
from medverkan.reference.pathways.models import RuleSet
from medverkan.reference.pathways.queries import NothingInForce


class Step(Enum):
    """The usual step, and so the form, to which a question belongs."""

    ABOUT = auto()
    MORE = auto()
    SENDER = auto()


@dataclass(frozen=True)
class Question:
    """
    What is asked on one page; `slug` stands in its address.

    Its heading is the label of its first field, where it has none of its own.
    """

    slug: str
    fields: tuple[str, ...]
    step: Step
    heading: str | Promise = ""


TEXT = Question("text", ("text",), Step.ABOUT, _("What do you want to say?"))
KIND = Question("arende", ("pathway",), Step.ABOUT)
TOPIC = Question("amne", ("topic",), Step.ABOUT)
PLACE = Question("plats", ("place", "latitude", "longitude"), Step.ABOUT)
SPOT = Question("ratt-plats", ("spot",), Step.SENDER)
PICTURE = Question("bild", ("file",), Step.ABOUT)
_FROM_A_TOPIC = "fraga-"
_SENDER = tuple(
    Question(slug, fields, Step.SENDER, heading)
    for slug, fields, heading in (
        ("namn", ("name",), ""),
        ("svar", ("answer_by", "wants_easy_words"), ""),
        ("e-post", ("email",), ""),
        ("telefon", ("phone",), ""),
        ("adress", ("address",), ""),
        ("postnummer", ("postcode",), ""),
        ("alder", ("is_below_age",), _("How old are you?")),
        ("vardnadshavare", ("guardian_email",), ""),
        ("manader", ("window_months",), ""),
        ("beslutar", ("goes_to",), ""),
        ("visa-namn", ("shows_name",), _("May others see your name?")),
        ("visa", ("may_be_published",), _("May others read what you wrote?")),
        (
            "skydd",
            ("has_protected_identity",),
            _("Are your name and your address protected?"),
        ),
    )
)
# The usual step leaves these open, where not all of them are asked for.
_NEEDED_IF_ASKED = {"spot", "email", "phone", "address", "guardian_email"}
# What a page asks and a draft is not begun without; the rest of step two has its own pages.
FIRST_KEPT = ("text", "title", "pathway", "topic", "area")


def expected_count(*, at: dt.datetime) -> int:
    """Return how many questions most are asked, while nothing is known yet."""
    rule_set = next(iter(ways.answered_by_officer(at)), None)
    return len(_asked(asked_more=[], kept={}, rule_set=rule_set, has_spots=False))


def ask_first(form: AboutForm) -> None:
    """Ask only what it is, on the page that is shown before there is a draft."""
    for name in (*PLACE.fields, *PICTURE.fields):
        del form.fields[name]
    for name in ("text", "title", "topic", "area"):
        # What is said or worked out already goes along; what is wrong with it must be seen.
        if name not in form.errors:
            form.fields[name].widget = forms.HiddenInput()


def questions(draft: Draft, *, at: dt.datetime) -> list[Question]:
    """Return what is asked, in order; it depends on what was answered so far."""
    return _asked(
        asked_more=[question.code for question in intake.asked_of(draft)],
        kept=answers_about_sender(draft),
        rule_set=_rules_of(draft, at=at),
        has_spots=bool(intake.spots_of(draft)),
    )


def _asked(
    *,
    asked_more: list[str],
    kept: Mapping[str, Any],
    rule_set: RuleSet | None,
    has_spots: bool,
) -> list[Question]:
    fields = SenderForm(rule_set=rule_set).fields
    return [
        TEXT,
        KIND,
        PLACE,
        *([SPOT] if has_spots else []),
        PICTURE,
        *(Question(_FROM_A_TOPIC + code, (code,), Step.MORE) for code in asked_more),
        *(
            question
            for question in _SENDER
            if question.fields[0] in fields
            and _is_asked(question.fields[0], kept, fields)
        ),
    ]


def _is_asked(
    name: str, kept: Mapping[str, Any], fields: Mapping[str, forms.Field]
) -> bool:
    """Tell whether a question about the sender has to be asked after these answers."""
    answer_by = kept.get("answer_by", Party.Answer.EMAIL)
    match name:
        case "email":
            return answer_by == Party.Answer.EMAIL or fields["email"].required
        case "phone":
            return answer_by == Party.Answer.PHONE
        case "address":
            return answer_by == Party.Answer.LETTER
        case "guardian_email":
            return bool(kept.get("is_below_age"))
        case "shows_name":
            return bool(kept.get("name"))
        case "has_protected_identity":
            return answer_by != Party.Answer.NONE or bool(kept.get("name"))
    return True


def _rules_of(draft: Draft, *, at: dt.datetime) -> RuleSet | None:
    try:
        return intake.rule_set_of(draft, at=at)
    except NothingInForce:
        return None


def answers_about_sender(draft: Draft) -> dict[str, Any]:
    """Return what was answered about the sender so far, by the name of the field."""
    return draft.content.get("sender", {})


def form_for(
    question: Question,
    draft: Draft,
    *,
    data: Mapping[str, Any] | None = None,
    files: Any = None,
    at: dt.datetime,
) -> forms.Form:
    """
    Return the form of one question, with what was answered before.

    With `data`, what was sent, only this question's errors are in it.
    """
    kept = _kept(question.step, draft)
    answered = None
    if data is not None:
        answered = {**kept, **{name: data.get(name, "") for name in question.fields}}
    form = _whole_form(question.step, draft, answered, files, initial=kept, at=at)
    if question is TEXT:
        form.fields["text"] = copy.deepcopy(SayForm.base_fields["text"])
    for name in set(form.fields) - set(question.fields):
        form.errors.pop(name, None)
        del form.fields[name]
    for name in form.fields.keys() & _NEEDED_IF_ASKED:
        form.fields[name].required = True
    easy.simplify(form)
    return form


def _kept(step: Step, draft: Draft) -> dict[str, Any]:
    match step:
        case Step.ABOUT:
            return draft.content
        case Step.MORE:
            return intake.answers_of(draft)
        case Step.SENDER:
            # Whoever reads easy words here most likely wants to read them in the answer.
            usual = {"answer_by": Party.Answer.EMAIL, "wants_easy_words": True}
            return usual | answers_about_sender(draft)


def _whole_form(
    step: Step,
    draft: Draft,
    data: Mapping[str, Any] | None,
    files: Any,
    *,
    initial: dict[str, Any],
    at: dt.datetime,
) -> forms.Form:
    match step:
        case Step.ABOUT:
            return intake.about_form(data, files, initial=initial, at=at)
        case Step.MORE:
            asked = intake.asked_of(draft)
            return AnswersForm(data, questions=asked, initial=initial)
        case Step.SENDER:
            return SenderForm(
                data,
                initial=initial,
                rule_set=_rules_of(draft, at=at),
                spots=intake.spots_of(draft),
            )


def keep(
    question: Question,
    draft: Draft,
    form: forms.Form,
    *,
    secret: str,
    file: StoredFile | None,
    at: dt.datetime,
) -> Draft:
    """Keep a valid answer to one question in the draft."""
    names = [name for name in question.fields if name != "file"]
    answers = intake.plain(form.cleaned_data, names)
    match question.step:
        case Step.ABOUT:
            content = answers | _follows_from(question, answers, draft, at=at)
        case Step.MORE:
            content = {"answers": intake.answers_of(draft) | answers}
        case Step.SENDER:
            content = {"sender": answers_about_sender(draft) | answers}
    return operations.save_draft(token=secret, content=content, file=file, at=at)


def _follows_from(
    question: Question, answers: dict[str, Any], draft: Draft, *, at: dt.datetime
) -> dict[str, Any]:
    """Return what nobody is asked here, worked out anew from a new answer."""
    if question is PLACE and answers["latitude"] is not None:
        return {"area": None}
    if question is not TEXT or answers["text"] == draft.content["text"]:
        return {}
    guess = sorting.suggest(answers["text"], at=at)
    return {
        "title": texts.title_of(answers["text"]),
        "topic": guess.topic.pk if guess.topic else None,
        "area": guess.area.pk if guess.area else None,
    }


def sender_form(
    draft: Draft, *, asked: list[Question], data: Mapping[str, Any], at: dt.datetime
) -> SenderForm:
    """Return the form of the last step filled with the answers, and with `data` beside."""
    kept = answers_about_sender(draft)
    names = {name for question in asked for name in question.fields}
    answered = {name: kept[name] for name in kept.keys() & names}
    return SenderForm(
        {**answered, **data},
        rule_set=_rules_of(draft, at=at),
        spots=intake.spots_of(draft),
    )


def first_left(
    draft: Draft, *, asked: list[Question], at: dt.datetime
) -> Question | None:
    """Return the first question that has to be answered before the draft can be sent."""
    if _rules_of(draft, at=at) is None:
        return KIND
    kept = intake.answers_of(draft).keys() | answers_about_sender(draft).keys()
    left = sender_form(draft, asked=asked, data={}, at=at).errors.keys()
    for question in asked:
        is_unseen = question.step is not Step.ABOUT and question.fields[0] not in kept
        if is_unseen or left & set(question.fields):
            return question
    return None


@dataclass(frozen=True)
class Answered:
    """A question and what was answered, as they are looked through before sending."""

    question: Question
    heading: str
    lines: list[str]


def look_through(
    draft: Draft, *, asked: list[Question], at: dt.datetime
) -> list[Answered]:
    """Return every question with its answer, in the active language."""
    return [_answered(question, draft, at=at) for question in asked]


def _answered(question: Question, draft: Draft, *, at: dt.datetime) -> Answered:
    form = form_for(question, draft, at=at)
    first = form[question.fields[0]]
    if question is PICTURE:
        lines = [draft.file.original_name] if draft.file else []
    else:
        lines = [_line(each, is_first=each is first) for each in form]
    if question is PLACE and draft.content.get("latitude") is not None:
        lines.append(gettext("The position goes along."))
    return Answered(
        question, str(question.heading or first.label), [line for line in lines if line]
    )


def _line(field: forms.BoundField, *, is_first: bool) -> str:
    """Return an answer in words; a tick beside another answer is told only if it is set."""
    if field.is_hidden:
        return ""
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        if is_first:
            return gettext("Yes") if value else gettext("No")
        return str(field.label) if value else ""
    if isinstance(field.field, forms.ChoiceField):
        chosen = [one for one in field.subwidgets if one.data["selected"]]
        return ", ".join(str(one.choice_label) for one in chosen)
    return str(value or "")
