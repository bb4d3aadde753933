"""What happens on the way: pauses, decisions and what is done after them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import one_of
from medverkan.participation.cases.states import (
    BoardOutcome,
)
from medverkan.reference.bodies.models import Body


class Pause(models.Model):
    """A time when the answering clock stood still: we waited for the resident."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    began_at = models.DateTimeField()
    until_date = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="cases_pause_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"pause of {self.case_id} from {self.began_at:%Y-%m-%d}"


class Decision(models.Model):
    """What a board or the council decided on a case, as its minutes say."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    paragraph = models.CharField(max_length=20)
    reasons = models.TextField()
    recorded_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_decision_outcome_is_known",
                condition=one_of("outcome", BoardOutcome),
            ),
            models.UniqueConstraint(
                fields=["case", "body", "date", "paragraph"],
                name="cases_decision_is_recorded_once",
            ),
        ]
        indexes = [
            models.Index(fields=["-date", "-id"], name="cases_decision_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} on {self.case_id}"


class ImplementationStep(models.Model):
    """Something that is to be done after a decision, with a date, until it is done."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    text = models.CharField(max_length=200)
    due_date = models.DateField()
    done_date = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"step of {self.case_id} by {self.due_date}"
