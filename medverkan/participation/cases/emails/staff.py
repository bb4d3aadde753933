"""Letters to those who work with cases: a colleague's question, and what the day holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts.models import User
from medverkan.foundation.notices import operations as notices
from medverkan.foundation.notices.letters import LetterType, register
from medverkan.foundation.notices.operations import Recipient
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases.models import Case, Consultation

_SAMPLE_DAY = dt.date(2026, 11, 24)


def _sample_of_one() -> dict[str, Any]:
    return {
        "reference": "2026-7KM4Q2TX",
        "who": "Frida Holmgren",
        "link": "https://medverkan.example/arbetsyta/arenden/alla/2026-7KM4Q2TX/",
    }


def _sample_of_day() -> dict[str, Any]:
    line = {
        "reference": "2026-7KM4Q2TX",
        "kind": "Felanmälan",
        "day": _SAMPLE_DAY,
        "reason": "Ring entreprenören.",
        "cover_for": "",
        "link": "https://medverkan.example/arbetsyta/arenden/mina/2026-7KM4Q2TX/",
    }
    return {
        "late": [line],
        "today": [line | {"cover_for": "Ali Berg"}],
        "watched": [line],
        "asked": [line],
        "lost": [line],
        "link": "https://medverkan.example/arbetsyta/arenden/mina/",
    }


def _letter(name: str, subject: Any, sample: Any) -> LetterType:
    return register(
        LetterType(
            name=f"staff.{name}",
            subject=subject,
            template=f"cases/letters/{name}",
            is_duty=True,
            sample=sample,
            is_kept=False,
        )
    )


COLLEAGUE_ASKED = _letter(
    "colleague_asked", _("A colleague asks you about a case"), _sample_of_one
)
COLLEAGUE_ANSWERED = _letter(
    "colleague_answered", _("Your colleague has answered"), _sample_of_one
)
ALARM = register(
    LetterType(
        name="case.alarm",
        subject=_("Look at a case now"),
        template="cases/letters/alarm",
        is_duty=True,
        sample=_sample_of_one,
    )
)
DAY = _letter("day", _("Your cases today"), _sample_of_day)


def send_alarm(
    case: Case, *, to: Iterable[User], actor: Actor, at: dt.datetime
) -> None:
    """Tell those on duty that a case must be seen at once; nothing of what it says."""
    for user in to:
        recipient = _recipient(user)
        if recipient.is_reachable:
            notices.send(
                ALARM,
                to=recipient,
                context={"reference": case.reference, "link": link_to(case)},
                about_case=None,
                actor=actor,
                at=at,
                key=f"{case.reference}:{user.pk}:{at.isoformat()}",
            )


def send_asked(consultation: Consultation, *, actor: Actor, at: dt.datetime) -> None:
    """Tell a colleague that somebody asks; the question itself stays in the workspace."""
    _send_about(
        COLLEAGUE_ASKED,
        consultation.case,
        to=consultation.asked,
        who=consultation.asked_by,
        actor=actor,
        at=at,
    )


def send_colleague_answered(
    consultation: Consultation, *, actor: Actor, at: dt.datetime
) -> None:
    """Tell the one who asked that there is an answer in the workspace."""
    _send_about(
        COLLEAGUE_ANSWERED,
        consultation.case,
        to=consultation.asked_by,
        who=consultation.asked,
        actor=actor,
        at=at,
    )


def send_day(
    user: User, day: dt.date, context: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    """Tell an officer what the day holds; once a day however often it is sent."""
    recipient = _recipient(user)
    if recipient.is_reachable:
        notices.send(
            DAY,
            to=recipient,
            context=context,
            about_case=None,
            actor=actor,
            at=at,
            key=f"{user.pk}:{day.isoformat()}",
        )


def link_to(case: Case) -> str:
    """Return the address of the case in the workspace."""
    return settings.SITE_URL + reverse("cases:case", args=["alla", case.reference])


def _send_about(
    letter: LetterType,
    case: Case,
    *,
    to: User,
    who: User,
    actor: Actor,
    at: dt.datetime,
) -> None:
    recipient = _recipient(to)
    if not recipient.is_reachable or not to.is_active:
        return
    with translation.override(recipient.language):
        context = {"reference": case.reference, "who": str(who), "link": link_to(case)}
    notices.send(
        letter, to=recipient, context=context, about_case=None, actor=actor, at=at
    )


def _recipient(user: User) -> Recipient:
    return Recipient(email=user.email or "", name=user.name, language=user.language)
