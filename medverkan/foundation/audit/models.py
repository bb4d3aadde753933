"""Tables of the event log, its subscribers, what was already sent, and the edition of settings."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from medverkan.foundation.audit.types import Visibility


class Event(models.Model):
    """
    Something that happened; append-only, with ids and typed values and no personal data.

    Ids are plain integers and not foreign keys: the log knows no room above it, and outlives
    what it tells of. `transaction_id` is the writing transaction's (PostgreSQL), else 0.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    transaction_id = models.BigIntegerField(default=0)
    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    is_system = models.BooleanField(default=False)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    about_case = models.BigIntegerField(null=True)
    body_id = models.BigIntegerField(null=True)
    visibility = models.CharField(
        max_length=10, choices=[(v.value, v.value) for v in Visibility]
    )
    correlation = models.UUIDField(default=uuid4)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_event_visibility_is_known",
                condition=Q(visibility__in=[v.value for v in Visibility]),
            ),
        ]
        indexes = [
            models.Index(fields=["about_case", "id"], name="audit_event_by_case"),
            models.Index(fields=["name", "occurred_at"], name="audit_event_by_name"),
            models.Index(fields=["transaction_id", "id"], name="audit_event_to_read"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_kind}:{self.subject_id}"


class Cursor(models.Model):
    """
    How far a subscriber has read: the last event's transaction and id.

    While an event fails, `failed_count` and `retry_at` hold the subscriber back; `error` is
    the kind of exception alone, since its words may quote personal data.
    """

    subscriber = models.CharField(max_length=80, unique=True)
    transaction_id = models.BigIntegerField(default=0)
    event_id = models.BigIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.subscriber} at {self.event_id}"

    @property
    def position(self) -> tuple[int, int]:
        """Return the transaction and id of the last event read."""
        return self.transaction_id, self.event_id


class Undelivered(models.Model):
    """An event that a subscriber could not take: set aside, and tried again ever more seldom."""

    subscriber = models.CharField(max_length=80)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    failed_count = models.PositiveIntegerField()
    retry_at = models.DateTimeField()
    error = models.CharField(max_length=80)
    set_aside_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "event"],
                name="audit_undelivered_once_per_subscriber_and_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber}: event {self.event_id}"


class Edition(models.Model):
    """One row that triggers change with every change of the configuration (`editions`)."""

    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_edition_is_a_single_row", condition=Q(id=1)
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


KEY_LENGTH = 64


class Submission(models.Model):
    """
    Something a person sent, by the key their form carried: sent again it changes nothing.

    `digest` is keyed, so that it tells nothing of what was sent; `result` holds ids only.
    `claim` tells which of two simultaneous senders came first.
    """

    key = models.CharField(max_length=KEY_LENGTH)
    operation = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    claim = models.UUIDField(default=uuid4)
    result = models.JSONField(null=True)
    recorded_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "operation"],
                name="audit_submission_once_per_key_and_operation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.key}"
