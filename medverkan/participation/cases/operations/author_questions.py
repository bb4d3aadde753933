"""Readers ask the author of what is published; a person looks before anything is shown."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import ANYONE, Actor, require
from medverkan.foundation.states import Transition, move
from medverkan.foundation.text import without_identity_numbers
from medverkan.participation.cases import (
    emails,
    events,
    rules,
    states,
)
from medverkan.participation.cases.models import AuthorQuestion, Case
from medverkan.participation.cases.operations.locking import lock, record
from medverkan.participation.cases.states import QuestionState


@transaction.atomic
def put_question(
    *, case: Case, text: str, email: str, language: str, at: dt.datetime
) -> AuthorQuestion:
    """
    Take a reader's question to the author; the same words twice count once while open.

    :raises NotPermitted: the case is not published, or its rules let nobody ask
    """
    case = lock(case, version=None)
    require(rules.may_be_asked_about(case))
    text, _ = without_identity_numbers(text)
    question, is_new = AuthorQuestion.objects.get_or_create(
        case=case,
        text=text,
        email=email.strip(),
        state=QuestionState.WAITING,
        defaults={"language": language, "asked_at": at},
    )
    if is_new:
        record(events.QUESTION_PUT, case, actor=ANYONE, at=at)
    return question


@transaction.atomic
def send_question(
    *, case: Case, question: int, text: str, version: int, actor: Actor, at: dt.datetime
) -> AuthorQuestion:
    """
    Pass a question on to the author, in the words that may be shown.

    :raises NotPermitted: the actor does not review the case
    :raises TransitionRefused: another has decided on the question meanwhile
    """
    case, found = _to_review(case, question, version=version, actor=actor)
    found.shown_text = text
    _move(found, states.SEND_QUESTION, events.QUESTION_SENT, case, actor=actor, at=at)
    emails.send_reader_question(case, text, actor=actor, at=at)
    return found


@transaction.atomic
def answer_question(
    *, case: Case, question: int, text: str, at: dt.datetime
) -> AuthorQuestion:
    """
    Let the author answer; whoever holds the secret link may, so no rule asks who it is.

    :raises AuthorQuestion.DoesNotExist: it is a question about another case
    :raises TransitionRefused: it is not with the author
    """
    case = lock(case, version=None)
    found = case.author_questions.get(pk=question)
    found.answer, _ = without_identity_numbers(text)
    found.answered_at = at
    _move(
        found, states.ANSWER_QUESTION, events.QUESTION_ANSWERED, case, actor=ANYONE, at=at
    )  # fmt: skip
    return found


@transaction.atomic
def show_question(
    *,
    case: Case,
    question: int,
    text: str,
    answer: str,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> AuthorQuestion:
    """
    Publish a question with the author's answer, in the words that may be shown.

    :raises NotPermitted: the actor does not review the case, or it is no longer published
    :raises TransitionRefused: it is not answered, or another has decided on it meanwhile
    """
    case, found = _to_review(case, question, version=version, actor=actor)
    require(case.is_published)
    found.shown_text, found.shown_answer = text, answer
    emails.readers.send_answered(found, case, actor=actor, at=at)
    found.email = ""
    _move(found, states.SHOW_QUESTION, events.QUESTION_SHOWN, case, actor=actor, at=at)
    return found


@transaction.atomic
def refuse_question(
    *,
    case: Case,
    question: int,
    reason: str,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> AuthorQuestion:
    """
    Let a question go no further, and tell the one who asked why.

    :raises NotPermitted: the actor does not review the case
    :raises TransitionRefused: another has decided on the question meanwhile
    """
    case, found = _to_review(case, question, version=version, actor=actor)
    found.reason = reason
    emails.readers.send_not_shown(found, case, actor=actor, at=at)
    found.email = ""
    _move(
        found, states.REFUSE_QUESTION, events.QUESTION_REFUSED, case, actor=actor, at=at
    )
    return found


def _to_review(
    case: Case, question: int, *, version: int, actor: Actor
) -> tuple[Case, AuthorQuestion]:
    case = lock(case, version=version)
    require(rules.may_review_questions(actor, case))
    return case, case.author_questions.get(pk=question)


def _move(
    question: AuthorQuestion,
    transition: Transition,
    event: EventType,
    case: Case,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    question.state = move(state=question.state, transition=transition)
    question.save()
    record(event, case, actor=actor, at=at)
