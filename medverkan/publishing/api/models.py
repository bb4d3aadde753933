"""The keys with which other systems hand in cases."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from medverkan.foundation.accounts.models import User

NAME_LENGTH = 100


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Filters on keys."""

    def valid(self) -> Self:
        """Keep the keys that have not been revoked."""
        return self.filter(revoked_at=None)


class ApiKey(models.Model):
    """
    What another system shows to hand in cases; only the hash of its secret is kept.

    `hint` is how the secret begins, so that people can tell keys apart. Rows are revoked and
    never deleted: the log refers to them.
    """

    name = models.CharField(max_length=NAME_LENGTH)
    contact = models.EmailField()
    hint = models.CharField(max_length=6, unique=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    # Who let the system in must be answerable after that person has left.
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    last_used_date = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_key_is_revoked_after_it_was_issued",
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("issued_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_valid(self) -> bool:
        """Tell whether the key still opens."""
        return self.revoked_at is None
