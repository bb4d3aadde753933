"""What readers have asked the author of a published case, and what the author answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import one_of
from medverkan.participation.cases.states import (
    QUESTION_CLOSED,
    QUESTION_TO_REVIEW,
    QuestionState,
)

QUESTION_LENGTH = 2_000


class AuthorQuestionQuerySet(models.QuerySet["AuthorQuestion"]):
    """Selections of questions."""

    def to_review(self) -> AuthorQuestionQuerySet:
        """Return those that wait for a reviewer: the question, or what was answered."""
        return self.filter(state__in=QUESTION_TO_REVIEW)


class AuthorQuestion(models.Model):
    """
    A reader's question to the author of a published case.

    Nobody but reviewers reads `text` and `answer`; `shown_text` and `shown_answer` are what
    stands on the page. The address of the one who asks goes when the question is closed.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="author_questions"
    )
    state = models.CharField(max_length=10, default=QuestionState.WAITING)
    text = models.TextField(max_length=QUESTION_LENGTH)
    shown_text = models.TextField(max_length=QUESTION_LENGTH, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="sv")
    asked_at = models.DateTimeField()
    answer = models.TextField(max_length=QUESTION_LENGTH, blank=True)
    shown_answer = models.TextField(max_length=QUESTION_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=QUESTION_LENGTH, blank=True)

    objects = AuthorQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_author_question_state_is_known",
                condition=one_of("state", QuestionState),
            ),
            models.CheckConstraint(
                name="cases_author_question_forgets_the_address_once_closed",
                condition=~one_of("state", QUESTION_CLOSED) | Q(email=""),
            ),
            models.CheckConstraint(
                name="cases_author_question_is_shown_with_its_answer",
                condition=~Q(state=QuestionState.SHOWN) | Q(answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["case"],
                condition=one_of("state", QUESTION_TO_REVIEW),
                name="cases_author_question_open",
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk} to the author of {self.case_id}"
