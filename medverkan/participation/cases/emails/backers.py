"""The letters about a guardian's yes: to the guardian, and to the one who wrote."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices.letters import LetterType, register
from medverkan.foundation.notices.operations import Recipient
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases.emails import authors
from medverkan.participation.cases.models import Case, Party


def _sample() -> dict[str, Any]:
    return {
        "reference": "2026-7KM4Q2TX",
        "way": "Ungdomsförslaget",
        "age": 16,
        "link": "https://medverkan.example/sta-bakom/exempel/",
    }


GUARDIAN_ASKED = register(
    LetterType(
        name="backer.guardian_asked",
        subject=_("Somebody you are a guardian of needs your yes"),
        template="cases/letters/guardian_asked",
        is_duty=True,
        sample=_sample,
    )
)
GUARDIAN_AGREED = authors.letter_to_author(
    "guardian_agreed", _("Your guardian has said yes")
)
GUARDIAN_DECLINED = authors.letter_to_author(
    "guardian_declined", _("Your guardian has said no")
)


def ask_guardian(
    case: Case, guardian: Party, *, token: str, actor: Actor, at: dt.datetime
) -> None:
    """Ask a guardian for a yes; nothing of what was written, or by whom, is in the letter."""
    with override(guardian.language):
        context = {
            "reference": case.reference,
            "way": str(case.pathway.name),
            "age": case.rule_set.guardian_below_age,
            "link": settings.SITE_URL + reverse("cases:stand_behind", args=[token]),
        }
    notices.send(
        GUARDIAN_ASKED,
        to=Recipient(email=guardian.email, language=guardian.language),
        context=context,
        about_case=case.pk,
        body_id=case.authority_id,
        actor=actor,
        at=at,
    )


def tell_author(case: Case, *, is_willing: bool, actor: Actor, at: dt.datetime) -> None:
    """Tell the one who wrote what the guardian said, and what can be done now."""
    letter = GUARDIAN_AGREED if is_willing else GUARDIAN_DECLINED
    authors.send(letter, case, actor=actor, at=at)
