"""What closes a case to some."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.participation.cases.models.case import Case
from medverkan.reference.bodies.models import Body


class SecrecyMark(models.Model):
    """A warning that something may be secret: provision, date and authority (OSL 5:5)."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="secrecy_marks"
    )
    provision = models.CharField(max_length=100)
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    marked_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_at__isnull=True),
                name="cases_secrecymark_one_in_force_a_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision} on {self.case_id}"


class Disqualification(models.Model):
    """
    A user who may not touch a case: declared conflict of interest, or named in it (jäv).

    Kommunallagen 6:28-32 and 7:4. From this row on the case is closed to the user.
    """

    class Ground(models.TextChoices):
        """How it was known."""

        DECLARED = "declared"
        NAMED = "named"

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="disqualifications"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], name="cases_disqualification_once_a_user"
            ),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} in case {self.case_id}"
