"""The letters to readers who reported or asked something: what came of it, and why."""

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
from medverkan.participation.cases.models import AuthorQuestion, Case, ContentReport
from medverkan.participation.cases.states import ReportDecision


def _sample() -> dict[str, Any]:
    return {
        "title": "Fler bänkar längs Viskan",
        "decision": words.REPORT_DECISION[ReportDecision.MASK],
        "reason": "Namnet på en privatperson stod i texten.",
        "question": "Ska bänkarna ha ryggstöd?",
        "answer": "Ja, och armstöd, så att det går lättare att resa sig.",
        "body": "Tekniska nämnden",
        "link": "https://medverkan.example/arenden/2026-7KM4Q2TX/",
    }


def _letter(name: str, subject: Any, template: str) -> LetterType:
    return register(
        LetterType(
            name=name,
            subject=subject,
            template=f"cases/letters/{template}",
            is_duty=True,
            is_kept=False,
            sample=_sample,
        )
    )


REPORT_DECIDED = _letter(
    "report.decided", _("We have looked at what you reported"), "report_decided"
)
QUESTION_ANSWERED = _letter(
    "author_question.answered", _("Your question has been answered"), "reader_answered"
)
QUESTION_NOT_SHOWN = _letter(
    "author_question.not_shown",
    _("Why your question is not published"),
    "reader_not_shown",
)


def send_report_decided(
    report: ContentReport,
    case: Case,
    decision: ReportDecision,
    *,
    title: str,
    reason: str,
    actor: Actor,
    at: dt.datetime,
) -> None:
    """Tell one who reported what was decided; `title` is what stood there then."""
    _send(
        REPORT_DECIDED,
        report,
        case,
        title=title,
        decision=words.REPORT_DECISION[decision],
        reason=reason,
        is_down=decision == ReportDecision.UNPUBLISH,
        actor=actor,
        at=at,
    )


def send_answered(
    question: AuthorQuestion, case: Case, *, actor: Actor, at: dt.datetime
) -> None:
    """Tell one who asked what the author answered, as it is shown."""
    _send(
        QUESTION_ANSWERED,
        question,
        case,
        title=case.published_title,
        question=question.shown_text,
        answer=question.shown_answer,
        actor=actor,
        at=at,
    )


def send_not_shown(
    question: AuthorQuestion, case: Case, *, actor: Actor, at: dt.datetime
) -> None:
    """Tell one who asked why the question went no further."""
    _send(
        QUESTION_NOT_SHOWN,
        question,
        case,
        title=case.published_title,
        reason=question.reason,
        is_down=not case.is_published,
        actor=actor,
        at=at,
    )


def _send(
    letter: LetterType,
    word: ContentReport | AuthorQuestion,
    case: Case,
    *,
    is_down: bool = False,
    actor: Actor,
    at: dt.datetime,
    **context: Any,
) -> None:
    # The letter is not about the case: those who read its letters are not to know the address.
    recipient = Recipient(email=word.email, language=word.language)
    if not recipient.is_reachable:
        return
    with override(word.language):
        path = reverse("cases:detail", args=[case.reference])
    notices.send(
        letter,
        to=recipient,
        context=context
        | {
            "body": str(case.body.name),
            "link": "" if is_down else settings.SITE_URL + path,
        },
        about_case=None,
        body_id=case.authority_id,
        key=f"{letter.name} {word.pk}",
        actor=actor,
        at=at,
    )
