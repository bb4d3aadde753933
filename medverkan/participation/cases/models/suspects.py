"""What arrived and looks like spam: kept whole until a person has looked at it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.foundation.files.models import StoredFile
from medverkan.participation.cases.models.blocks import SenderBlock
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import (
    TEXT_LENGTH,
    TITLE_LENGTH,
    one_of,
)
from medverkan.participation.cases.states import Channel, RejectionGround, SuspectState
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.models import Pathway


class Suspect(models.Model):
    """
    Something that was sent in and is held back as suspected spam.

    It has arrived all the same: `reference` is the one its case gets if a person lets it
    through, and the sender's page opens with the token behind `token_hash`. `sender` holds the
    fields of `operations.Sender`, `reasons` the codes of `suspicion.Sign`.
    """

    reference = models.CharField(max_length=16, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, default=SuspectState.HELD)
    channel = models.CharField(max_length=10)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="suspects")
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH)
    language = models.CharField(max_length=10, default="sv")
    place = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    may_be_published = models.BooleanField(default=False)
    window_months = models.PositiveSmallIntegerField(null=True, blank=True)
    goes_to = models.CharField(max_length=20, blank=True)
    sender = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    # How much a block has held back is how it is judged.
    block = models.ForeignKey(
        SenderBlock,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="held",
    )
    arrived_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    # Who threw it away must be answerable as long as the row is kept.
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rejection_ground = models.CharField(max_length=20, blank=True)
    case = models.OneToOneField(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_suspect_channel_is_known",
                condition=one_of("channel", Channel),
            ),
            models.CheckConstraint(
                name="cases_suspect_is_held_or_decided",
                condition=Q(
                    state=SuspectState.HELD, decided_at=None, rejection_ground=""
                )
                | Q(
                    state=SuspectState.RELEASED,
                    decided_at__isnull=False,
                    rejection_ground="",
                )
                | Q(state=SuspectState.REJECTED, decided_at__isnull=False)
                & one_of("rejection_ground", RejectionGround),
            ),
            models.CheckConstraint(
                name="cases_suspect_has_a_case_when_let_through",
                condition=Q(state=SuspectState.RELEASED, case__isnull=False)
                | ~Q(state=SuspectState.RELEASED) & Q(case=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "arrived_at"],
                condition=Q(state="held"),
                name="cases_suspect_held",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def may_be_blocked(self) -> bool:
        """Tell whether it has an address to block, and one that may be shown."""
        return bool(
            self.sender.get("email") and not self.sender.get("has_protected_identity")
        )

    @property
    def is_protected(self) -> bool:
        """Tell whether its topic is closed to those who only register and forward."""
        return self.topic is not None and self.topic.is_protected


class SuspectFile(models.Model):
    """A file that came with something held back."""

    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"file {self.pk} of {self.suspect_id}"
