"""Cases that other systems hand in for somebody, and following them by the secret link."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from ninja import Header, Router
from ninja.decorators import decorate_view
from ninja.responses import Status

from medverkan.foundation import clock, references
from medverkan.foundation import text as texts
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import (
    asking,
    intake,
    operations,
    sorting,
    suspicion,
)
from medverkan.participation.cases.forms import AboutForm, AnswersForm, SenderForm
from medverkan.participation.cases.models import TITLE_LENGTH, Party
from medverkan.participation.cases.operations import Said
from medverkan.participation.cases.states import Channel
from medverkan.participation.cases.views.meanwhile import FEWEST_LETTERS, READ
from medverkan.publishing.api import operations as key_operations
from medverkan.publishing.api.models import ApiKey
from medverkan.publishing.api.v1 import cases, problems
from medverkan.publishing.api.v1.frame import only_json
from medverkan.publishing.api.v1.keys import A_KEY
from medverkan.publishing.api.v1.problems import Refused, declared
from medverkan.publishing.api.v1.schemas.handing_in import (
    NewCase,
    Received,
    SentWith,
    Similar,
    Wording,
)
from medverkan.reference.pathways.queries import NothingInForce, in_force

router = Router(tags=["handing in"])

# Fields of the form that are called something else here.
_OURS = {"pathway": "kind"}


@cases.router.post(
    "/cases",
    auth=A_KEY,
    response={201: Received} | declared(400, 401, 409, 413, 415, 422, 429),
    summary=gettext_noop("Hand in a case"),
    tags=["handing in"],
)
@decorate_view(only_json)
def hand_in(
    request: HttpRequest,
    new: NewCase,
    sent_with: Header[SentWith],
) -> Any:
    """
    The same as the form on the web: received, registered, confirmed and put on the clock.

    Which fields are needed depends on the rules of the kind; see /pathways.
    """
    at = clock.now()
    key: ApiKey = request.auth  # type: ignore[attr-defined]  # set by ninja
    about, answers, sender = _forms(new, at=at)
    key_operations.note_use(key, at=at)
    sent = sent_with.idempotency_key or references.new_secret()
    salt = references.new_secret()

    def receive() -> dict[str, str]:
        token = _token(salt, sent)
        received = operations.receive(
            said=_said(new, about, answers, sender),
            sender=intake.sender_in(sender, language=get_language() or "sv"),
            channel=Channel.API,
            signs=suspicion.signs_of(
                title=about.cleaned_data["title"], text=about.cleaned_data["text"]
            ),
            actor=ANYONE,
            at=at,
            token=token,
        )
        return {"reference": received.reference, "salt": salt}

    try:
        result = once(
            key=hashlib.sha256(f"{key.pk}:{sent}".encode()).hexdigest(),
            operation="api.hand_in",
            payload=new.model_dump(),
            do=receive,
            at=at,
        )
    except SentTwiceDiffering:
        raise Refused(409) from None
    token = _token(result["salt"], sent)
    link = settings.SITE_URL + reverse("cases:mine", args=[token])
    return Status(
        201, {"reference": result["reference"], "secret_link": link, "token": token}
    )


@router.post(
    "/similar",
    response={200: Similar} | declared(400, 413, 415, 422),
    summary=gettext_noop("Find what is published and says the same"),
    url_name="similar",
)
@decorate_view(only_json)
def similar(request: HttpRequest, wording: Wording) -> Any:
    """As shown to those who write on the web. The text is not kept, and in no address."""
    text = wording.text[:READ].replace("\x00", "")
    if len(text.strip()) < FEWEST_LETTERS:
        return {"similar": []}
    found = sorting.already_said(text, place=wording.place or None)
    return {
        "similar": [
            {
                "title": one.title,
                "url": settings.SITE_URL + one.url,
                "reasons": one.reasons,
                "is_elsewhere": one.is_elsewhere,
                "answer": one.answer,
            }
            for one in found
        ]
    }


def _token(salt: str, sent: str) -> str:
    """
    Return the token of the secret link: the same again when the same is sent again.

    What is kept of the first time is the salt, which alone opens nothing.
    """
    digest = salted_hmac(
        "medverkan.api.secret_link", f"{salt}:{sent}", algorithm="sha256"
    ).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def _forms(
    new: NewCase, *, at: dt.datetime
) -> tuple[AboutForm, AnswersForm, SenderForm]:
    """
    Return the forms of the web, filled in and valid.

    :raises Refused: something in them is missing or cannot be used (422)
    """
    about = intake.about_form(_about(new), None, at=at)
    for name in ("pathway", "topic", "area"):
        about.fields[name].to_field_name = "slug"
    about.fields["topic"].queryset = about.fields["topic"].queryset.filter(
        is_protected=False
    )
    about.full_clean()
    rule_set = None
    if "pathway" not in about.errors:
        try:
            rule_set = in_force(about.cleaned_data["pathway"], at)
        except NothingInForce:
            about.add_error("pathway", _("There is no open way in of this name."))
    topic = getattr(about, "cleaned_data", {}).get("topic")
    questions = asking.asked_about(topic.pk if topic else None)
    answers = AnswersForm(new.answers, questions=questions)
    sender = SenderForm(_sender(new), rule_set=rule_set)
    if not new.title:
        about.errors.pop("title", None)  # made of the text, whose own fault it is
    errors = [*_faults(about), *_faults(answers, within="answers/")]
    errors += _faults(sender) if rule_set else ()
    errors += [
        problems.in_body(f"answers/{code}", _("This is not asked about the topic."))
        for code in new.answers.keys() - answers.fields.keys()
    ]
    if (new.latitude is None) != (new.longitude is None):
        missing = "latitude" if new.latitude is None else "longitude"
        errors.append(problems.in_body(missing, _("This is missing.")))
    if errors:
        raise Refused(422, errors=errors)
    return about, answers, sender


def _about(new: NewCase) -> dict[str, str]:
    title = new.title or texts.title_of(new.text)[:TITLE_LENGTH]
    return {
        "text": new.text,
        "title": title,
        "pathway": new.kind,
        "topic": new.topic or "",
        "area": new.area or "",
        "place": new.place or "",
    }


def _sender(new: NewCase) -> dict[str, Any]:
    by_itself = Party.Answer.EMAIL if new.email else Party.Answer.NONE
    fields = ("email", "phone", "address", "name", "postcode")
    return {
        **{name: getattr(new, name) or "" for name in fields},
        "answer_by": new.answer_by or by_itself,
        "window_months": "" if new.window_months is None else str(new.window_months),
        "goes_to": new.goes_to or "",
        "shows_name": new.shows_name,
        "may_be_published": new.may_be_published,
    }


def _said(
    new: NewCase, about: AboutForm, answers: AnswersForm, sender: SenderForm
) -> Said:
    cleaned = about.cleaned_data
    return Said(
        title=cleaned["title"],
        text=answers.after(cleaned["text"]),
        pathway=cleaned["pathway"],
        topic=cleaned["topic"],
        area=cleaned["area"],
        place=cleaned["place"],
        latitude=new.latitude,
        longitude=new.longitude,
        language=texts.guess_language(cleaned["text"]).language,
        may_be_published=sender.cleaned_data.get("may_be_published", False),
        window_months=sender.cleaned_data.get("window_months"),
        goes_to=sender.cleaned_data.get("goes_to"),
    )


def _faults(form: Form, *, within: str = "") -> list[dict[str, str]]:
    return [
        problems.in_body(
            "" if field == NON_FIELD_ERRORS else within + _OURS.get(field, field),
            str(error),
        )
        for field, errors in form.errors.items()
        for error in errors
    ]
