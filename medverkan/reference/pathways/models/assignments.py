"""Assignments (uppdrag): which body is responsible for what, and since when."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import TranslatedField
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways.choices import AssignmentRole
from medverkan.reference.pathways.models.pathway import Pathway


class Responsibility(models.Model):
    """An area of responsibility that some body should have; perhaps a way in."""

    slug = models.SlugField(_("Name in addresses"), max_length=60, unique=True)
    name = TranslatedField(_("Name"))
    description = TranslatedField(_("Description in plain words"), blank=True)
    pathway = models.ForeignKey(
        Pathway,
        models.PROTECT,
        verbose_name=_("Way in"),
        null=True,
        blank=True,
        related_name="responsibilities",
    )
    order = models.PositiveSmallIntegerField(_("Order"), default=100)

    def __str__(self) -> str:
        return str(self.name)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Filters on assignments."""

    def valid_on(self, day: dt.date) -> Self:
        """Keep those valid on this day."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day
        )


class Assignment(models.Model):
    """
    What part a body has in an area of responsibility, and by which decision.

    `valid_until` is the last day. Two bodies responsible for the same area are not
    forbidden: the matrix marks them, so that somebody can draw the line.
    """

    responsibility = models.ForeignKey(
        Responsibility,
        models.PROTECT,
        verbose_name=_("Area of responsibility"),
        related_name="assignments",
    )
    body = models.ForeignKey(
        Body, models.PROTECT, verbose_name=_("Body"), related_name="assignments"
    )
    role = models.CharField(
        _("Part"),
        max_length=20,
        choices=AssignmentRole,
        default=AssignmentRole.RESPONSIBLE,
    )
    valid_from = models.DateField(_("Valid from"))
    valid_until = models.DateField(_("Last day"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Body,
        models.PROTECT,
        verbose_name=_("Decided by"),
        null=True,
        blank=True,
        related_name="assignments_decided",
    )
    decision_date = models.DateField(_("Date of the decision"), null=True, blank=True)
    decision_paragraph = models.CharField(_("Paragraph"), max_length=20, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pathways_assignment_role_is_known",
                condition=Q(role__in=AssignmentRole.values),
            ),
            models.CheckConstraint(
                name="pathways_assignment_ends_after_it_begins",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["responsibility", "body", "valid_from"],
                name="pathways_body_has_one_part_in_an_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.responsibility_id} {self.role} {self.body_id}"

    def is_valid_on(self, day: dt.date) -> bool:
        """Tell whether it is valid on this day, the last day included."""
        return self.valid_from <= day and (
            self.valid_until is None or day <= self.valid_until
        )
