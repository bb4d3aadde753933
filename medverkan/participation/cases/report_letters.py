"""The letter to whoever reported what is published: the decision, and why."""

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
from medverkan.participation.cases import words
from medverkan.participation.cases.models import Case, ContentReport
from medverkan.participation.cases.states import ReportDecision


def _sample() -> dict[str, Any]:
    return {
        "title": "Fler bänkar längs Viskan",
        "decision": words.REPORT_DECISION[ReportDecision.MASK],
        "reason": "Namnet på en privatperson stod i texten.",
        "body": "Tekniska nämnden",
        "link": "https://medverkan.example/arenden/2026-7KM4Q2TX/",
    }


DECIDED = register(
    LetterType(
        name="report.decided",
        subject=_("We have looked at what you reported"),
        template="cases/letters/report_decided",
        is_duty=True,
        is_kept=False,
        sample=_sample,
    )
)


def send_decided(
    report: ContentReport,
    case: Case,
    decision: ReportDecision,
    *,
    title: str,
    reason: str,
    actor: Actor,
    at: dt.datetime,
) -> None:
    """
    Tell one who gave an address what was decided; `title` is what stood there then.

    The letter is not about the case: those who read its letters are not to know the address.
    """
    recipient = Recipient(email=report.email, language=report.language)
    if not recipient.is_reachable:
        return
    with override(report.language):
        path = reverse("cases:detail", args=[case.reference])
    is_down = decision == ReportDecision.UNPUBLISH
    notices.send(
        DECIDED,
        to=recipient,
        context={
            "title": title,
            "decision": words.REPORT_DECISION[decision],
            "reason": reason,
            "body": str(case.body.name),
            "link": "" if is_down else settings.SITE_URL + path,
        },
        about_case=None,
        body_id=case.authority_id,
        key=f"report {report.pk}",
        actor=actor,
        at=at,
    )
