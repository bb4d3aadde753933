"""What arrived without being registered at once."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from medverkan.foundation import calendar
from medverkan.reference.bodies.models import Body
from medverkan.reference.register.models.records import Record
from medverkan.reference.register.states import ArrivalState


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Filters on arrivals."""

    def arrived_on(self, day: dt.date) -> Self:
        """Keep what arrived on this day in Sweden."""
        return self.filter(
            arrived_at__gte=calendar.start_of_day(day),
            arrived_at__lt=calendar.end_of_day(day),
        )


class Arrival(models.Model):
    """
    Something that arrived and was quarantined, as suspected spam or malware.

    It is a public record all the same: its day of arrival stands in the day's post. A person
    looks at it and registers it, or sets it aside as obviously of minor importance.
    `about_kind` and `about_id` say what it is, in words of the room that has it.
    """

    # The day's post must show what it once showed.
    authority = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="arrivals"
    )
    arrived_at = models.DateTimeField()
    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()
    state = models.CharField(
        max_length=12, choices=ArrivalState, default=ArrivalState.QUARANTINED
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, related_name="arrival", null=True, blank=True
    )

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about_kind", "about_id"],
                name="register_arrival_is_noted_once",
            ),
            models.CheckConstraint(
                name="register_arrival_is_decided_at_an_instant",
                condition=Q(state=ArrivalState.QUARANTINED, decided_at__isnull=True)
                | Q(
                    state__in=[ArrivalState.REGISTERED, ArrivalState.SET_ASIDE],
                    decided_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="register_arrival_has_a_record_when_registered",
                condition=Q(state=ArrivalState.REGISTERED, record__isnull=False)
                | (~Q(state=ArrivalState.REGISTERED) & Q(record__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "arrived_at"], name="register_arrival_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about_kind}:{self.about_id}"
