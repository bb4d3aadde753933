"""The event table: append-only, with ids and typed values and no personal data."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from medverkan.foundation.audit.types import Visibility


class Event(models.Model):
    """
    Something that happened.

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
    visibility = models.CharField(max_length=10, choices=[(v, v) for v in Visibility])
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
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject_kind}:{self.subject_id}"
