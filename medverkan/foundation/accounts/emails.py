"""Letters about signing in: sent at once and by nobody but this room, never kept."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts import texts
from medverkan.foundation.notices import rendering
from medverkan.foundation.notices.letters import LetterType, register

logger = logging.getLogger(__name__)


class NotSent(Exception):
    """The mail server did not take the letter."""


def _letter(name: str, subject: Any, **sample: Any) -> LetterType:
    return register(
        LetterType(
            name=f"account.{name}",
            subject=subject,
            template=f"accounts/letters/{name}",
            is_duty=True,
            sample=lambda: sample,
            is_kept=False,
        )
    )


CODE = _letter("code_sent", _("Your code for signing in"), code="1234-5678")
CHECK = _letter("address_checked", _("Confirm your e-mail address"), code="1234-5678")
NO_ACCOUNT = _letter(
    "not_found",
    _("You have no account yet"),
    signup_url=f"{settings.SITE_URL}/konto/skapa/",
)
HAS_ACCOUNT = _letter(
    "already_there",
    _("You already have an account"),
    login_url=f"{settings.SITE_URL}/konto/logga-in/",
)
CHANGED = _letter(
    "changed",
    _("Something was changed in your account"),
    change=texts.CHANGES["mfa/email/webauthn_added"],
)

BY_TEMPLATE = {
    "account/email/login_code": CODE,
    "account/email/email_confirmation": CHECK,
    "account/email/email_confirmation_signup": CHECK,
    "account/email/unknown_account": NO_ACCOUNT,
    "account/email/account_already_exists": HAS_ACCOUNT,
}


def send(letter: LetterType, *, to: str, context: dict[str, Any]) -> None:
    """
    Send a letter now, in the language of the page; a code is worth nothing in a queue.

    :raises NotSent: the mail server did not take it
    """
    rendered = rendering.render(
        letter, language=get_language() or settings.LANGUAGE_CODE, context=context
    )
    mail = EmailMultiAlternatives(rendered.subject, rendered.text, to=[to])
    mail.attach_alternative(rendered.html, "text/html")
    try:
        mail.send()
    except OSError as error:
        logger.warning("A letter about signing in was not sent: %s", type(error))
        raise NotSent from error
