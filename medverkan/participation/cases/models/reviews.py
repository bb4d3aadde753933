"""Who is reviewing a case for publication just now, so that no two do."""

from __future__ import annotations

import datetime as dt

from django.db import models

from medverkan.foundation.accounts.models import User
from medverkan.participation.cases.models.case import Case

LASTS = dt.timedelta(minutes=30)


class Review(models.Model):
    """
    A case in somebody's hands for review: the row goes when they let go of it.

    After `LASTS` it counts for nothing. `taken_from` is who had it when another took it
    over, and is told so on the case's page.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="review")
    reviewer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    taken_from = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_review_is_taken_from_another",
                condition=models.Q(taken_from__isnull=True)
                | ~models.Q(taken_from=models.F("reviewer")),
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.case_id}"

    @property
    def ends_at(self) -> dt.datetime:
        """Return when it is free for others unless taken anew; exclusive."""
        return self.taken_at + LASTS

    def is_held(self, at: dt.datetime) -> bool:
        """Tell whether it still counts."""
        return at < self.ends_at
