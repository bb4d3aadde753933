"""Bodies, how to reach them, and the days when the municipality is closed."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.kinds import (
    ACT_FOR_AN_AUTHORITY,
    AUTHORITIES,
    Audience,
    BodyKind,
    ContactKind,
)


class BodyQuerySet(models.QuerySet["Body"]):
    """Filters on bodies."""

    def open_on(self, day: dt.date) -> Self:
        """Keep the bodies that exist on this day."""
        return self.filter(
            Q(start_date=None) | Q(start_date__lte=day),
            Q(end_date=None) | Q(end_date__gte=day),
        )

    def authorities(self) -> Self:
        """Keep the bodies that are authorities: own register, own secrecy boundary."""
        return self.filter(kind__in=AUTHORITIES)


class Body(models.Model):
    """
    A council, board, administration or other body of the municipality.

    `authority` is the board that an administration acts for; an authority is its own, and a
    local council, network or association may have none. `end_date` is the last day.
    `abbreviation` opens the authority's register numbers.
    """

    kind = models.CharField(max_length=30, choices=BodyKind)
    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField()
    short_name = TranslatedField(blank=True)
    description = TranslatedField(blank=True)
    abbreviation = models.CharField(max_length=10, blank=True)
    authority = models.ForeignKey(
        "self",
        # A board cannot go while someone acts for it.
        on_delete=models.PROTECT,
        related_name="acting_bodies",
        null=True,
        blank=True,
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
    )
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    postal_address = models.CharField(max_length=200, blank=True)
    visiting_address = models.CharField(max_length=200, blank=True)
    url = models.URLField(blank=True)
    wants_four_eyes = models.BooleanField(default=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bodies_body_kind_is_known",
                condition=Q(kind__in=BodyKind.values),
            ),
            models.CheckConstraint(
                name="bodies_body_that_acts_for_another_names_it",
                condition=~Q(kind__in=sorted(ACT_FOR_AN_AUTHORITY))
                | (Q(authority__isnull=False) & ~Q(authority=F("id"))),
            ),
            # Null only between the two statements that make it: the id is not known before.
            models.CheckConstraint(
                name="bodies_body_that_is_an_authority_is_its_own",
                condition=~Q(kind__in=sorted(AUTHORITIES))
                | Q(authority__isnull=True)
                | Q(authority=F("id")),
            ),
            models.CheckConstraint(
                name="bodies_body_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
            models.CheckConstraint(
                name="bodies_body_ends_after_it_starts",
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
            ),
            models.UniqueConstraint(
                fields=["abbreviation"],
                name="bodies_body_abbreviation_is_unique",
                condition=~Q(abbreviation=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if self.is_authority and self.authority_id is None:
            # Its own id exists only now.
            self.authority_id = self.pk
            type(self).objects.filter(pk=self.pk).update(authority_id=self.pk)

    @property
    def is_authority(self) -> bool:
        """Tell whether this body is an authority of its own."""
        return self.kind in AUTHORITIES

    def is_open_on(self, day: dt.date) -> bool:
        """Tell whether the body exists on this day."""
        started = self.start_date is None or self.start_date <= day
        return started and (self.end_date is None or self.end_date >= day)


class ContactPoint(models.Model):
    """A way to reach a body, beside the e-mail and telephone of the body itself."""

    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, related_name="contact_points"
    )
    kind = models.CharField(max_length=10, choices=ContactKind)
    label = TranslatedField(blank=True)
    value = models.CharField(max_length=200)
    audience = models.CharField(
        max_length=10, choices=Audience, default=Audience.EVERYONE
    )
    languages = models.JSONField(default=list, blank=True)
    hours = TranslatedField(blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bodies_contact_point_kind_is_known",
                condition=Q(kind__in=ContactKind.values),
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "value"],
                name="bodies_contact_point_is_named_once_per_body",
            ),
        ]

    def __str__(self) -> str:
        return self.value


class ClosedDay(models.Model):
    """A bridging day: no working day for service promises, though no public holiday."""

    date = models.DateField(unique=True)
    reason = TranslatedField(blank=True)

    def __str__(self) -> str:
        return self.date.isoformat()
