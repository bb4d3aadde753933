"""What the accessibility statement says, and faults and wishes that people tell us of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import ANYONE
from medverkan.foundation.text import guess_language
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.models import TITLE_LENGTH
from medverkan.participation.cases.operations import Said, Sender
from medverkan.participation.cases.operations.lodging import Lodged
from medverkan.participation.cases.states import Channel
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.pathways import queries as pathways
from medverkan.reference.pathways.models import Pathway

# The statement was last gone through on this day (the directive asks for once a year).
REVIEWED_ON = dt.date(2026, 11, 22)
# Faults are reported by this way in; without it, by the first that is open.
PATHWAY = "synpunkt"


@dataclass(frozen=True)
class Fault:
    """A known fault: what does not work, for whom, and what to do meanwhile."""

    what: Any
    instead: Any
    criterion: str = ""


KNOWN_FAULTS = (
    Fault(
        what=_("Pictures and documents that people send have no description at first."),
        instead=_("Ask for a description: an officer writes one before publishing."),
        criterion="WCAG 1.1.1",
    ),
    Fault(
        what=_("What people write in other languages is not always translated."),
        instead=_("Ask for a translation, or for the text read aloud."),
        criterion="WCAG 3.1.2",
    ),
    Fault(
        what=_("Documents that people send as PDF or Word may lack structure."),
        instead=_("Ask for an accessible version: you get it without cost."),
        criterion="WCAG 1.3.1",
    ),
    Fault(
        what=_("The Finnish texts have not been read through by a translator yet."),
        instead=_("Phone us and ask for somebody who speaks Finnish."),
    ),
)


class ReportForm(forms.Form):
    """What stops somebody, or what they need in another form; no name is needed."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            ("fault", _("Something stops me from using the site")),
            ("version", _("I need a page or document in another form")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is about.")},
    )
    text = PlainTextField(
        label=_("Tell us"),
        help_text=_(
            "Such as: the button cannot be reached by keyboard; I need it in large print."
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        error_messages={"required": _("Write what stops you or what you need.")},
    )
    page = PlainLineField(
        label=_("Which page or document?"),
        help_text=_("Its address, name or number. Leave empty if it is all of them."),
        required=False,
        max_length=300,
    )
    email = forms.EmailField(
        label=_("E-mail address, if you want an answer"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write an e-mail address like namn@example.org.")},
    )


_TITLES = {
    "fault": _("Fault in accessibility"),
    "version": _("Request for an accessible version"),
}


def lodge(
    *,
    kind: str,
    text: str,
    page: str,
    email: str,
    language: str,
    token: str | None,
    at: dt.datetime,
) -> Lodged:
    """
    Receive a report as a case, with the executive board that reads what nobody has sorted.

    :raises NothingInForce: no way in is open
    """
    pathway = Pathway.objects.filter(slug=PATHWAY).first()
    if pathway is None:
        pathway = pathways.open_pathways(at)[0]
    return cases.lodge(
        said=Said(
            title=str(_TITLES[kind])[:TITLE_LENGTH],
            text=f"{text}\n\n{page}".strip(),
            pathway=pathway,
            body=bodies.front_desk(),
            language=guess_language(text).language,
        ),
        sender=Sender(
            email=email, language=language, answer_by="email" if email else "none"
        ),
        channel=Channel.WEB,
        actor=ANYONE,
        at=at,
        token=token,
    )
