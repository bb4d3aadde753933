"""Senders whose mail and forms are held back until a person has looked."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from medverkan.foundation import calendar
from medverkan.foundation.accounts.models import User
from medverkan.reference.bodies.models import Body

BLOCK_REASON_LENGTH = 200


class SenderBlockQuerySet(models.QuerySet["SenderBlock"]):
    """Selections of blocks."""

    def in_force(self, at: dt.datetime) -> Self:
        """Keep those that hold back what arrives now."""
        return self.filter(lifted_at=None, last_date__gte=calendar.local_date(at))


class SenderBlock(models.Model):
    """
    What one address, or everybody at a domain, sends to a body is held back for a time.

    `sender` is as `blocked_senders.normal` writes it: "anna@example.org" or "example.org".
    It and `reason` may point out a person, and are emptied some time after the block ended.
    """

    # Who was kept waiting, and by whom, must be answerable.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(max_length=254, blank=True)
    reason = models.CharField(max_length=BLOCK_REASON_LENGTH, blank=True)
    last_date = models.DateField()
    blocked_at = models.DateTimeField()
    blocked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SenderBlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "sender"],
                condition=Q(lifted_at=None) & ~Q(sender=""),
                name="cases_sender_block_is_one_at_a_time",
            ),
            models.CheckConstraint(
                name="cases_sender_block_is_lifted_by_somebody",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__gte=F("blocked_at"), lifted_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sender"],
                condition=Q(lifted_at__isnull=True),
                name="cases_sender_block_by_sender",
            )
        ]

    def __str__(self) -> str:
        return f"block {self.pk} at {self.body_id}"
