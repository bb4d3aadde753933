"""An authority's own words in the automatic answer to mail."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.accounts.models import User
from medverkan.foundation.text import TranslatedField
from medverkan.participation.doors.states import GreetingState
from medverkan.reference.bodies.models import Body

GREETING_LENGTH = 1000


class Greeting(models.Model):
    """
    A version of what an authority says when mail has arrived; another person approves it.

    When an answer comes and from whom stands in the letter in any case and need not be
    said here. The version in force is one; former ones are kept.
    """

    # What an authority has told people must be answerable as long as the authority is.
    authority = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=GreetingState.PROPOSED)
    text = TranslatedField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "version"],
                name="doors_greeting_version_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["authority"],
                condition=Q(state="in_force"),
                name="doors_greeting_in_force_is_one",
            ),
            models.CheckConstraint(
                name="doors_greeting_state_is_known",
                condition=Q(state__in=sorted(each.value for each in GreetingState)),
            ),
            models.CheckConstraint(
                name="doors_greeting_in_force_is_approved_by_another",
                condition=~Q(state=GreetingState.IN_FORCE)
                | Q(approved_at__isnull=False, approved_by__isnull=False)
                & ~Q(approved_by=models.F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id}:{self.version}"
