"""A service request handed in: checked, and lodged as a case like any other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from medverkan.foundation import text as texts
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import operations
from medverkan.participation.cases.forms import AnswersForm
from medverkan.participation.cases.forms.fields import PlainLineField, PlainTextField
from medverkan.participation.cases.models import TITLE_LENGTH, Case, Party
from medverkan.participation.cases.operations import Said, Sender
from medverkan.participation.cases.states import Channel
from medverkan.publishing.api.open311 import offered
from medverkan.publishing.api.open311.refusals import Refused
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.pathways.models import RuleSet

LONGEST_DESCRIPTION = 4000


def _attribute(code: str) -> str:
    return f"attribute[{code}]"


CONSENT = _attribute(offered.CONSENT)


class RequestForm(forms.Form):
    """
    The arguments of POST Service Request that we keep.

    `media_url` is kept as words and never fetched: it could lead into our own network.
    """

    description = PlainTextField(required=False, max_length=LONGEST_DESCRIPTION)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90)
    long = forms.FloatField(required=False, min_value=-180, max_value=180)
    address_string = PlainLineField(required=False, max_length=200)
    address_id = PlainLineField(required=False, max_length=100)
    email = forms.EmailField(required=False, max_length=254)
    first_name = PlainLineField(required=False, max_length=70)
    last_name = PlainLineField(required=False, max_length=70)
    phone = PlainLineField(required=False, max_length=40)
    media_url = forms.URLField(required=False, max_length=500, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        place = ("lat", "long", "address_string", "address_id")
        if set(place) & set(self.errors):
            return cleaned
        has_point = cleaned.get("lat") is not None and cleaned.get("long") is not None
        if not (has_point or cleaned["address_string"] or cleaned["address_id"]):
            raise forms.ValidationError(
                _("A location is needed: lat and long, address_string or address_id.")
            )
        return cleaned


def take_in(
    data: Any, *, service: offered.Service, rules: RuleSet, at: dt.datetime
) -> Case:
    """
    Lodge what another system hands in for somebody.

    :raises Refused: an argument is missing or cannot be read
    """
    form, answers = RequestForm(data), _answers_form(data, service=service)
    if not (form.is_valid() & answers.is_valid()):
        raise Refused(*_descriptions(form), *_descriptions(answers))
    said = _said(form.cleaned_data, data, service=service, rules=rules)
    return operations.lodge(
        said=replace(said, text=answers.after(said.text)),
        sender=_sender(form.cleaned_data),
        channel=Channel.API,
        actor=ANYONE,
        at=at,
    ).case


def _answers_form(data: Any, *, service: offered.Service) -> AnswersForm:
    codes = [question.code for question in service.questions]
    sent = {code: data.get(_attribute(code), "") for code in codes}
    return AnswersForm(sent, questions=service.questions)


def _descriptions(form: forms.Form) -> list[str]:
    return [
        str(error) if field == NON_FIELD_ERRORS else f"{field}: {error}"
        for field, errors in form.errors.items()
        for error in errors
    ]


def _said(
    cleaned: dict[str, Any], data: Any, *, service: offered.Service, rules: RuleSet
) -> Said:
    description = cleaned["description"] or service.name
    picture = cleaned["media_url"]
    text = f"{description}\n\n{picture}" if picture else description
    place = cleaned["address_string"] or cleaned["address_id"]
    latitude, longitude = cleaned["lat"], cleaned["long"]
    if latitude is None or longitude is None:
        spot = bodies.exact_address(place)
        latitude, longitude = spot.position if spot else (None, None)
    return Said(
        title=texts.title_of(description)[:TITLE_LENGTH] or service.name[:TITLE_LENGTH],
        text=text,
        pathway=rules.pathway,
        topic=service.topic,
        place=place,
        latitude=latitude,
        longitude=longitude,
        language=texts.guess_language(description).language,
        may_be_published=data.get(CONSENT, "").strip().lower() == "yes",
    )


def _sender(cleaned: dict[str, Any]) -> Sender:
    return Sender(
        name=f"{cleaned['first_name']} {cleaned['last_name']}".strip(),
        email=cleaned["email"],
        phone=cleaned["phone"],
        language=get_language() or "sv",
        answer_by=Party.Answer.EMAIL if cleaned["email"] else Party.Answer.NONE,
    )
