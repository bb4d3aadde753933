"""Those who follow a published case, and what is being sent to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.audit.models import Event
from medverkan.participation.cases.models.case import Case
from medverkan.participation.cases.models.shared import one_of
from medverkan.participation.cases.states import Frequency


class Follower(models.Model):
    """
    An address that asked for news about a published case; no link to any ballot.

    The row is deleted when its owner wants no more. `address_tag` is a keyed hash of the
    address: it stands in the links of the letters, and in what tells that one was sent.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="followers")
    email = models.EmailField()
    address_tag = models.CharField(max_length=24)
    language = models.CharField(max_length=10, default="sv")
    frequency = models.CharField(max_length=10, default=Frequency.EACH)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "address_tag"], name="cases_follower_once_a_case"
            ),
            models.CheckConstraint(
                name="cases_follower_frequency_is_known",
                condition=one_of("frequency", Frequency),
            ),
        ]
        indexes = [
            models.Index(fields=["address_tag"], name="cases_follower_by_address"),
            models.Index(
                fields=["asked_at"],
                condition=Q(confirmed_at__isnull=True),
                name="cases_follower_to_confirm",
            ),
        ]

    def __str__(self) -> str:
        return f"follower of {self.case_id}"


class Mailing(models.Model):
    """
    Letters on their way to many: of one step, or of the steps of one week.

    They are written in batches by address tag; `position` is the last tag whose letter is
    written, moved in the same transaction, so that a worker that dies loses and repeats none.
    """

    event = models.OneToOneField(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since_at = models.DateTimeField(null=True, blank=True)
    until_at = models.DateTimeField(null=True, blank=True, unique=True)
    position = models.CharField(max_length=24, blank=True)
    letter_count = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_mailing_is_of_a_step_or_of_a_week",
                condition=Q(
                    event__isnull=False, since_at__isnull=True, until_at__isnull=True
                )
                | Q(event__isnull=True, since_at__isnull=False, until_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(finished_at__isnull=True),
                name="cases_mailing_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"mailing of {self.event_id or self.until_at}"

    @property
    def name(self) -> str:
        """Return what the keys of its letters begin with."""
        if self.event_id is not None:
            return f"step {self.event_id}"
        return f"week until {self.until_at:%Y-%m-%dT%H:%M}Z"
