"""The lists of the workspace, and what a case must fulfil to stand in each."""

from __future__ import annotations

from django.db.models import Q

from medverkan.foundation import calendar, clock
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import emails
from medverkan.participation.cases.models import (
    AuthorQuestion,
    Consultation,
    ContentReport,
)
from medverkan.participation.cases.states import (
    ANSWERED_ONCE,
    BEFORE_A_BODY,
    TO_ANSWER,
    CaseState,
    Publication,
)
from medverkan.reference.bodies.models import Cover


class Inbox:
    """The lists of the workspace: names that stand in the address."""

    MINE = "mina"
    TO_ASSIGN = "att-fordela"
    TO_REVIEW = "granska"
    REPORTED = "anmalda"
    QUESTIONS = "fragor-till-forfattare"
    WAITING = "vantar"
    ALL = "alla"
    ANSWERED = "besvarade"
    BEFORE_BOARD = "till-namnd"
    ASKED = "fragade"
    TO_RELEASE = "att-slappa"
    LETTERS_BACK = "brev-tillbaka"

    NAMES = (
        TO_RELEASE,
        ASKED,
        MINE,
        LETTERS_BACK,
        TO_ASSIGN,
        TO_REVIEW,
        REPORTED,
        QUESTIONS,
        WAITING,
        ALL,
        ANSWERED,
        BEFORE_BOARD,
    )


def inbox_conditions(actor: Actor, *, joined: bool = False) -> dict[str, Q]:
    """Return the condition of each list; joined cases wait in the list of what leads them."""
    to_answer = Q(state__in=TO_ANSWER)
    if not joined:
        to_answer &= Q(merged_into__isnull=True)
    return {
        Inbox.MINE: to_answer & _mine_or_covered(actor),
        Inbox.TO_RELEASE: to_answer
        & Q(reply_draft__isnull=False)
        & ~Q(reply_draft__drafted_by=actor.user_id or 0),
        Inbox.ASKED: Q(
            pk__in=Consultation.objects.filter(
                asked=actor.user_id or 0, answered_at__isnull=True
            ).values("case")
        ),
        Inbox.LETTERS_BACK: Q(pk__in=emails.sent.lost().values("about_case")),
        Inbox.TO_ASSIGN: to_answer & Q(assignee__isnull=True),
        Inbox.TO_REVIEW: Q(publication=Publication.AWAITING_REVIEW)
        & ~Q(state=CaseState.WITHDRAWN),
        Inbox.REPORTED: Q(pk__in=ContentReport.objects.open().values("case")),
        Inbox.QUESTIONS: Q(pk__in=AuthorQuestion.objects.to_review().values("case")),
        Inbox.WAITING: Q(state=CaseState.WAITING),
        Inbox.ALL: to_answer,
        Inbox.ANSWERED: Q(state__in=ANSWERED_ONCE),
        Inbox.BEFORE_BOARD: Q(state__in=BEFORE_A_BODY),
    }


def _mine_or_covered(actor: Actor) -> Q:
    """Return the condition of one's own cases and those of whom one stands in for today."""
    today = calendar.local_date(clock.now())
    covered = Cover.objects.filter(
        covered_by=actor.user_id or 0, start_date__lte=today, end_date__gte=today
    )
    return Q(assignee=actor.user_id or 0) | Q(assignee__in=covered.values("user"))
