"""What keeps a record from being destroyed while somebody has a claim to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts.models import User
from medverkan.reference.register.models.records import Record


class LegalHold(models.Model):
    """
    A legal hold: nothing of the matter may be destroyed until it is lifted.

    A request for a record, or an appeal against a refusal, must be able to succeed (JO
    3434-2016). `reason` is the registrar's own words and stays inside.
    """

    class Ground(models.TextChoices):
        """Why the record must be kept for now."""

        REQUEST = "request", _("A request for the documents is open")
        APPEAL = "appeal", _("A decision is under appeal")
        SUPERVISION = "supervision", _("An authority or the ombudsman looks into it")
        DISPUTE = "dispute", _("A dispute or claim for damages")
        OTHER = "other", _("Another reason")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="holds")
    ground = models.CharField(max_length=20, choices=Ground)
    reason = models.CharField(max_length=300)
    placed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifting_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="register_hold_ground_is_known",
                condition=Q(
                    ground__in=[
                        "request", "appeal", "supervision", "dispute", "other",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="register_hold_is_lifted_with_a_reason",
                condition=Q(lifted_at=None, lifting_reason="")
                | (Q(lifted_at__isnull=False) & ~Q(lifting_reason="")),
            ),
            models.UniqueConstraint(
                fields=["record", "ground"],
                condition=Q(lifted_at=None),
                name="register_hold_once_a_ground",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.ground} on {self.record_id}"

    @property
    def is_in_force(self) -> bool:
        """Tell whether it still holds."""
        return self.lifted_at is None
