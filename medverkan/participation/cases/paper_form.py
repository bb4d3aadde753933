"""The intake on paper: the questions of the same forms, to be filled in by hand."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import intake, ways
from medverkan.participation.cases.forms import SayForm, SenderForm
from medverkan.reference.pathways.models import RuleSet

_TEMPLATE = Path(__file__).parent / "paper_form.typ"

# Sorted by staff, or of no use on paper.
_NOT_ON_PAPER = frozenset({"title", "topic", "area", "file", "slag", "website"})
_LINES_FOR_WORDS = 12
# By hand one says which of the answers one wants, not with a secret link.
_NOT_ANSWERED_BY = frozenset({"none"})


@dataclass(frozen=True)
class Question:
    """One thing to fill in: on lines, or by a cross in front of one of the choices."""

    label: str
    help: str = ""
    lines: int = 0
    choices: tuple[str, ...] = ()
    is_optional: bool = False

    @property
    def each_line(self) -> range:
        """Return one number for each line to write on."""
        return range(self.lines)


@dataclass(frozen=True)
class Part:
    """Questions that belong together."""

    heading: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class PaperForm:
    """A form as it is printed; `notes` are what one must know before one hands it in."""

    title: str
    intro: str
    parts: tuple[Part, ...]
    notes: tuple[tuple[str, str], ...]


def rule_set_of(slug: str, *, at: dt.datetime) -> RuleSet | None:
    """Return the rules of a way in that may be used on paper; None if there is no such way."""
    return next((r for r in ways.by_staff(at) if r.pathway.slug == slug), None)


def of(rule_set: RuleSet | None, *, at: dt.datetime) -> PaperForm:
    """Return the form for one way in, or the one for anything that an officer answers."""
    about = intake.about_form(None, None, at=at)
    sender = SenderForm(rule_set=rule_set)
    if rule_set is None:
        own = intake.pathways_of(ways.answered_by_officer(at))
        about.fields["pathway"].queryset = own
        del sender.fields["postcode"]
    else:
        del about.fields["pathway"]
    parts = [
        Part(
            gettext("What do you want to say?"),
            (*_questions(SayForm()), *_questions(about)),
        ),
        Part(gettext("How do we reach you?"), _questions(sender)),
    ]
    if rule_set is not None and _is_signed(rule_set):
        parts.append(Part(gettext("Sign by hand"), _signatures(rule_set)))
    return PaperForm(
        title=_title(rule_set),
        intro=gettext(
            "Fill in what you want to. Write so that it can be read. You may add pages, "
            "pictures and documents."
        ),
        parts=tuple(parts),
        notes=_notes(),
    )


def as_pdf(form: PaperForm) -> bytes:
    """Return the form as PDF/UA-1; its texts are data, so no sign in them is markup."""
    content = asdict(form) | {
        "language": get_language(),
        "optional": gettext("(optional)"),
        "municipality": settings.MUNICIPALITY,
    }
    return typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"form": json.dumps(content)},
    )


def _title(rule_set: RuleSet | None) -> str:
    title = gettext("Say it on paper")
    return title if rule_set is None else f"{title}: {rule_set.pathway.name}"


def _questions(form: forms.Form) -> tuple[Question, ...]:
    return tuple(
        _question(name, field)
        for name, field in form.fields.items()
        if name not in _NOT_ON_PAPER and not field.widget.is_hidden
    )


def _question(name: str, field: forms.Field) -> Question:
    label, is_optional = str(field.label), not field.required
    if isinstance(field, forms.BooleanField):
        return Question(label, choices=(gettext("Yes"),), is_optional=is_optional)
    if isinstance(field, forms.ChoiceField):
        return Question(label, str(field.help_text), choices=_choices(field))
    lines = 1
    if isinstance(field.widget, forms.Textarea):
        lines = _LINES_FOR_WORDS if name == "text" else field.widget.attrs["rows"]
    return Question(label, str(field.help_text), int(lines), is_optional=is_optional)


def _choices(field: Any) -> tuple[str, ...]:
    """Return what can be chosen; an empty choice is a question left open."""
    return tuple(
        str(label)
        for value, label in field.choices
        if value and value not in _NOT_ANSWERED_BY
    )


def _is_signed(rule_set: RuleSet) -> bool:
    return rule_set.signed_paper_replaces_identity


def _signatures(rule_set: RuleSet) -> tuple[Question, ...]:
    own = [
        Question(gettext("Place and date"), lines=1),
        Question(gettext("Your signature"), lines=1),
    ]
    if rule_set.guardian_below_age:
        label = gettext("A guardian's signature, for those younger than %(age)s years")
        own.append(Question(label % {"age": rule_set.guardian_below_age}, lines=1))
    return tuple(own)


_HAND_IN = _(
    "Put it in an envelope and send it to %(name)s, %(address)s. Or leave it at the "
    "municipality's reception or a library. You can also phone %(phone)s, and we fill it "
    "in with you."
)
_AFTERWARDS = _(
    "We register it the day it reaches us and send you a letter with a number and the day "
    "when you get an answer at the latest. If you leave no address you may phone and ask."
)
_DATA = _(
    "What you write becomes part of a public record, and so do your name and address. Leave "
    "out your personal identity number and other people's health or private life. The board "
    "that answers you is responsible for the data, uses it to answer you and keeps it as "
    "long as the board has decided. You may see what we have and have it put right: write "
    "to %(email)s. Read more at %(page)s."
)


def _notes() -> tuple[tuple[str, str], ...]:
    municipality = settings.MUNICIPALITY
    page = settings.SITE_URL + reverse("site:personal_data")
    return (
        (gettext("Where you hand it in"), str(_HAND_IN % municipality)),
        (gettext("What happens then"), str(_AFTERWARDS)),
        (
            gettext("What happens with your data"),
            str(_DATA % {"email": municipality["email"], "page": page}),
        ),
    )


def printable(at: dt.datetime) -> Iterable[RuleSet]:
    """Return the rules of the ways that have a form of their own: they ask for more."""
    return [r for r in ways.by_staff(at) if r.asks_for_name or _is_signed(r)]
