"""Records and their numbered documents."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from medverkan.foundation import calendar
from medverkan.reference.bodies.models import Body
from medverkan.reference.register.models.series import ClassCode
from medverkan.reference.register.states import Direction, RecordState


class RecordQuerySet(models.QuerySet["Record"]):
    """Filters on records."""

    def arrived_on(self, day: dt.date) -> Self:
        """Keep what arrived on this day in Sweden, whenever it was registered."""
        return self.filter(
            arrived_at__gte=calendar.start_of_day(day),
            arrived_at__lt=calendar.end_of_day(day),
        )

    def opened_on(self, day: dt.date) -> Self:
        """Keep what was registered on this day in Sweden."""
        return self.filter(
            opened_at__gte=calendar.start_of_day(day),
            opened_at__lt=calendar.end_of_day(day),
        )


class Record(models.Model):
    """
    A matter in an authority's register.

    `year` and `number` identify it; `register_number` is how the pattern writes them with the
    class. `subject_line` is neutral: no name, no content under secrecy. `arrived_at` follows
    a transfer, `opened_at` is when this authority registered it. A secrecy mark is a
    warning and no decision (OSL 5:5): provision, date, and the authority that made it.
    """

    # A register outlives everything else: nothing it refers to may be deleted.
    authority = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="records"
    )
    responsible_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="responsible_records"
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    register_number = models.CharField(max_length=80, unique=True)
    about_case = models.BigIntegerField(null=True, blank=True)
    subject_line = models.CharField(max_length=200)
    class_code = models.ForeignKey(
        ClassCode, on_delete=models.PROTECT, related_name="records", null=True
    )
    state = models.CharField(
        max_length=12, choices=RecordState, default=RecordState.OPEN
    )
    arrived_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    transferred_from = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="transferred_to",
        null=True,
        blank=True,
    )
    secrecy_provision = models.CharField(max_length=60, blank=True)
    secrecy_date = models.DateField(null=True, blank=True)
    secrecy_authority = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "number"],
                name="register_number_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["authority", "about_case"],
                name="register_case_has_one_open_record_per_authority",
                condition=Q(state=RecordState.OPEN, about_case__isnull=False),
            ),
            models.CheckConstraint(
                name="register_record_is_closed_at_an_instant",
                condition=Q(state=RecordState.OPEN, closed_at__isnull=True)
                | Q(
                    state__in=[RecordState.CLOSED, RecordState.TRANSFERRED],
                    closed_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="register_record_arrives_before_it_is_opened",
                condition=Q(arrived_at__lte=F("opened_at")),
            ),
            models.CheckConstraint(
                name="register_secrecy_mark_is_whole_or_absent",
                condition=Q(
                    secrecy_provision="",
                    secrecy_date__isnull=True,
                    secrecy_authority__isnull=True,
                )
                | (
                    ~Q(secrecy_provision="")
                    & Q(secrecy_date__isnull=False, secrecy_authority__isnull=False)
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "arrived_at"], name="register_record_by_arrival"
            ),
            models.Index(
                fields=["authority", "opened_at"], name="register_record_by_opening"
            ),
            models.Index(fields=["about_case"], name="register_record_by_case"),
        ]

    def __str__(self) -> str:
        return self.register_number

    @property
    def is_marked_secret(self) -> bool:
        """Tell whether the record bears a secrecy mark."""
        return self.secrecy_provision != ""

    @property
    def is_late(self) -> bool:
        """Tell whether it was registered on a later day than it arrived."""
        arrived = calendar.local_date(self.arrived_at)
        return calendar.local_date(self.opened_at) > arrived


class Document(models.Model):
    """
    A numbered document of a record.

    `date` is the day it came, went or was drawn up; `recorded_at` when it was noted.
    `about_kind` and `about_id` say what it is, in words of the room that has it.
    """

    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="documents"
    )
    number = models.PositiveIntegerField()
    direction = models.CharField(max_length=10, choices=Direction)
    date = models.DateField()
    recorded_at = models.DateTimeField()
    description = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, blank=True)
    has_secrecy = models.BooleanField(default=False)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "number"],
                name="register_document_number_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["record", "direction", "about_kind", "about_id"],
                name="register_document_is_noted_once",
                condition=Q(about_id__isnull=False),
            ),
            models.CheckConstraint(
                name="register_document_has_a_direction",
                condition=Q(direction__in=Direction.values),
            ),
            models.CheckConstraint(
                name="register_document_says_what_it_is_or_nothing",
                condition=Q(about_kind="", about_id__isnull=True)
                | (~Q(about_kind="") & Q(about_id__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["date", "direction"], name="register_document_by_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}:{self.number}"

    @property
    def is_late(self) -> bool:
        """Tell whether it was noted on a later day than its own."""
        return calendar.local_date(self.recorded_at) > self.date
