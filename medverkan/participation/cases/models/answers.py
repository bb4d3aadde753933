"""Answers that wait for a second person, and the marks by which cases are followed up."""

from __future__ import annotations

from django.db import models

from medverkan.foundation.accounts.models import User
from medverkan.foundation.text import TranslatedField
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import TEXT_LENGTH, one_of
from medverkan.participation.cases.states import Outcome


class ReplyDraft(models.Model):
    """
    An answer that one person has written and another is to release, where the body wants that.

    It is no document yet: the row goes when the answer is sent. `in_languages` holds the words
    for those of joined cases who read another language, by its code.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, related_name="reply_draft"
    )
    text = models.TextField(max_length=TEXT_LENGTH)
    in_languages = models.JSONField(default=dict, blank=True)
    outcome = models.CharField(max_length=20)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_replydraft_outcome_is_known",
                condition=one_of("outcome", Outcome),
            ),
        ]

    def __str__(self) -> str:
        return f"draft of an answer in {self.case_id}"


class Tag(models.Model):
    """A mark that officers put on cases to follow them up, such as what touches rights."""

    slug = models.SlugField(max_length=40, unique=True)
    name = TranslatedField()
    description = TranslatedField(blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    cases = models.ManyToManyField(Case, related_name="tags", blank=True)

    def __str__(self) -> str:
        return str(self.name)
