"""Those who want to know what is new in an area, on a topic or about a word."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

QUERY_LENGTH = 400


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Selections of subscriptions."""

    def confirmed(self) -> SubscriptionQuerySet:
        """Return those whose mailbox has said yes."""
        return self.filter(confirmed_at__isnull=False)


class Subscription(models.Model):
    """
    An address that wants letters on new published cases and answers like some.

    `query` says which, as the filters stand in the address of the list; it is empty for all.
    `told_until_at` is the end of what the address has been told of, moved in the transaction
    that writes the letter. The row is deleted when its owner wants no more.
    """

    email = models.EmailField()
    address_tag = models.CharField(max_length=24)
    language = models.CharField(max_length=10, default="sv")
    query = models.CharField(max_length=QUERY_LENGTH, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_until_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address_tag", "query"], name="cases_subscription_once_each"
            ),
            models.CheckConstraint(
                name="cases_subscription_is_told_once_confirmed",
                condition=Q(confirmed_at=None, told_until_at=None)
                | Q(confirmed_at__isnull=False, told_until_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["told_until_at", "id"],
                condition=Q(confirmed_at__isnull=False),
                name="cases_subscription_to_tell",
            ),
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"
