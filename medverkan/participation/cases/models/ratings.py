"""How it went, as the one who wrote sees it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import one_of
from medverkan.participation.cases.states import HIGHEST_GRADE, Solved


class Rating(models.Model):
    """
    Whether it was solved, and how content the one who wrote is with the answer.

    One a case, and it may be changed; the words that may go with it are a message of the case.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="rating")
    solved = models.CharField(max_length=10)
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_rating_solved_is_known", condition=one_of("solved", Solved)
            ),
            models.CheckConstraint(
                name="cases_rating_grade_is_on_the_scale",
                condition=Q(grade__isnull=True)
                | Q(grade__gte=1, grade__lte=HIGHEST_GRADE),
            ),
        ]

    def __str__(self) -> str:
        return f"rating of {self.case_id}"
