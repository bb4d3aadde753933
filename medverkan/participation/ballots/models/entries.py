"""Entries: the append-only truth of what happened to each attempt."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from medverkan.participation.ballots.leaves import Leaf
from medverkan.participation.ballots.models.private import of_ballot
from medverkan.participation.ballots.states import CORRECTIONS, EntryKind


class Entry(models.Model):
    """
    One thing that happened to one attempt: never who and never when.

    The MAC is by a key outside the database, so that the sealer and `recount` know an entry
    that our software did not write.
    """

    ballot = of_ballot()
    number = models.UUIDField()
    step = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in EntryKind])
    correction = models.PositiveIntegerField(null=True)
    payload_hash = models.BinaryField(max_length=32, null=True)
    mac = models.BinaryField(max_length=32)
    mac_key = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "number", "step"],
                name="ballots_an_attempt_takes_a_step_once",
            ),
            models.CheckConstraint(
                name="ballots_entry_kind_is_known",
                condition=Q(kind__in=[k.value for k in EntryKind]),
            ),
            models.CheckConstraint(
                name="ballots_first_entry_is_received",
                condition=Q(step=1, kind=EntryKind.RECEIVED.value)
                | (Q(step__gt=1) & ~Q(kind=EntryKind.RECEIVED.value)),
            ),
            models.CheckConstraint(
                name="ballots_correction_has_its_number",
                condition=Q(kind__in=sorted(CORRECTIONS), correction__isnull=False)
                | (~Q(kind__in=sorted(CORRECTIONS)) & Q(correction__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number.hex} {self.step} {self.kind}"

    def as_leaf(self, ballot: UUID) -> Leaf:
        """Return what the public ledger says of it, for the ballot of this uuid."""
        payload = self.payload_hash
        return Leaf(
            ballot=ballot,
            kind=EntryKind(self.kind),
            number=self.number,
            step=self.step,
            correction=self.correction,
            payload_hash=None if payload is None else bytes(payload),
        )


class Unsealed(models.Model):
    """The sealer's queue. Ids commit out of order, so no cursor could stand for it."""

    entry = models.OneToOneField(
        Entry,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        primary_key=True,
        related_name="unsealed",
    )
    ballot = of_ballot()

    class Meta:
        verbose_name_plural = "unsealed"
        indexes = [
            # With the entry, so that a batch is read without sorting all that waits.
            models.Index(fields=["ballot", "entry"], name="ballots_unsealed_in_order")
        ]

    def __str__(self) -> str:
        return str(self.entry_id)
