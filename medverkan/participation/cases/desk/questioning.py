"""To decide on what readers ask the author of a published case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.desk.action import Action, version_of
from medverkan.participation.cases.forms import QuestionDecision
from medverkan.participation.cases.models import AuthorQuestion, Case
from medverkan.participation.cases.states import QUESTION_TO_REVIEW


def questions(case: Case) -> list[AuthorQuestion]:
    """Return what readers asked the author, from what is fetched, the first one first."""
    return sorted(case.author_questions.all(), key=lambda one: one.pk)


def _waiting(case: Case) -> AuthorQuestion | None:
    """Return the question to decide on now: what has waited longest."""
    found = (one for one in questions(case) if one.state in QUESTION_TO_REVIEW)
    return next(found, None)


def _form(case: Case, actor: Actor, data: Any) -> forms.DecideQuestionForm:
    waiting = _waiting(case)
    initial = version_of(case)
    if waiting is not None:
        initial |= {
            "question": waiting.pk,
            "text": waiting.shown_text or waiting.text,
            "answer": waiting.answer,
        }
    return forms.DecideQuestionForm(data, waiting=waiting, initial=initial)


def _decide(
    case: Case, cleaned: dict[str, Any], *, actor: Actor, at: dt.datetime
) -> None:
    decision, reason = cleaned.pop("decision"), cleaned.pop("reason")
    if decision == QuestionDecision.REFUSE:
        question, version = cleaned["question"], cleaned["version"]
        operations.refuse_question(
            case=case, question=question, reason=reason, version=version,
            actor=actor, at=at,
        )  # fmt: skip
    elif "answer" in cleaned:
        operations.show_question(case=case, actor=actor, at=at, **cleaned)
    else:
        operations.send_question(case=case, actor=actor, at=at, **cleaned)


DECIDING = Action(
    _("Decide on a question to the author"), rules.may_review_questions, _form,
    _decide, _("Decide"),
)  # fmt: skip
