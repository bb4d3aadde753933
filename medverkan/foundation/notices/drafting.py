"""A letter being written: its row, and the words in it; nothing is saved here."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from medverkan.foundation.notices import rendering, tags
from medverkan.foundation.notices.letters import LetterType
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.recipients import (
    Recipient,
    has_valid_email,
    on_one_line,
    supported_language,
)
from medverkan.foundation.notices.states import State

NAME_LENGTH = 400


def draft(
    letter: LetterType,
    *,
    to: Recipient,
    about_case: int | None,
    body_id: int | None,
    key: str,
    at: dt.datetime,
) -> Delivery:
    """Return a letter without words: to be mailed where there is an e-mail address."""
    by_mail = has_valid_email(to)
    number = uuid.uuid4()
    domain = settings.REPLY_DOMAIN or settings.SITE_HOST
    return Delivery(
        uuid=number,
        letter=letter.name,
        key=key,
        about_case=about_case,
        body_id=body_id,
        language=supported_language(to.language),
        to_name=on_one_line(to.name, limit=NAME_LENGTH),
        to_email=to.email if by_mail else "",
        to_address=to.address.strip(),
        message_id=f"<{number}@{domain}>",
        reply_tag=tags.reply_tag(about_case) if about_case is not None else "",
        state=(State.QUEUED if by_mail else State.TO_PRINT).value,
        written_at=at,
        next_attempt_at=at if by_mail else None,
    )


def put_into_words(
    delivery: Delivery, letter: LetterType, *, context: dict[str, Any]
) -> None:
    """Fill in subject and texts, with the way to get no more of what is no duty."""
    if delivery.to_email and not letter.is_duty and not delivery.unsubscribe_url:
        delivery.unsubscribe_url = unsubscribe_url(
            letter, email=delivery.to_email, language=delivery.language
        )
    rendered = rendering.render(
        letter,
        language=delivery.language,
        context=context,
        recipient_name=delivery.to_name,
        unsubscribe_url=delivery.unsubscribe_url,
    )
    delivery.subject = rendered.subject
    delivery.text = rendered.text
    delivery.html = rendered.html


def unsubscribe_url(letter: LetterType, *, email: str, language: str) -> str:
    """Return the address of the page that stops this letter to this e-mail address."""
    token = tags.unsubscribe_token(letter=letter.name, tag=tags.address_tag(email))
    with override(language):
        path = reverse("notices:unsubscribe", kwargs={"token": token})
    return f"{settings.SITE_URL}{path}"
