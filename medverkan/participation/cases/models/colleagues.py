"""What colleagues ask each other about a case."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.messages import Message


class Consultation(models.Model):
    """
    A colleague is asked something without the case moving.

    Question and answer are internal notes of the authority that has the case. On `remind_date`
    the colleague is told again, until there is an answer.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="consultations"
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    question = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    remind_date = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_consultation_asks_somebody_else",
                condition=~Q(asked=models.F("asked_by")),
            ),
            models.CheckConstraint(
                name="cases_consultation_answer_has_a_time",
                condition=Q(answer__isnull=True, answered_at__isnull=True)
                | Q(answer__isnull=False, answered_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked"],
                condition=Q(answered_at__isnull=True),
                name="cases_consultation_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"question to {self.asked_id} about {self.case_id}"
