"""Pathways: the named ways in, whose rules are versioned beside them."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.text import TranslatedField
from medverkan.reference.pathways.choices import Category


class PathwayQuerySet(models.QuerySet["Pathway"]):
    """Filters on pathways."""

    def open_at(self, at: dt.datetime) -> PathwayQuerySet:
        """Keep those whose period holds `at`; says nothing about their rule sets."""
        return self.filter(
            Q(opens_at=None) | Q(opens_at__lte=at),
            Q(closes_at=None) | Q(closes_at__gt=at),
        )


class Pathway(models.Model):
    """
    A way in (inflytandeväg): what residents see; the rules are in its rule sets.

    `closes_at` is exclusive. A retired pathway is closed for good and names the pathway
    that took its place, if any.
    """

    slug = models.SlugField(_("Name in addresses"), max_length=60, unique=True)
    category = models.CharField(_("Kind"), max_length=20, choices=Category)
    name = TranslatedField(_("Name"))
    description = TranslatedField(_("Description in plain words"), blank=True)
    support_noun = TranslatedField(_("One support is called"), blank=True)
    support_noun_plural = TranslatedField(_("Several are called"), blank=True)
    support_button = TranslatedField(_("Words on the button"), blank=True)
    icon = models.CharField(_("Icon"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=100)
    opens_at = models.DateTimeField(_("Opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("Closes"), null=True, blank=True)
    retired_at = models.DateTimeField(_("Retired"), null=True, blank=True)
    # Keep the redirect target as long as somebody points to it.
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    objects = PathwayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pathways_pathway_category_is_known",
                condition=Q(category__in=Category.values),
            ),
            models.CheckConstraint(
                name="pathways_pathway_closes_after_it_opens",
                condition=Q(opens_at=None)
                | Q(closes_at=None)
                | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="pathways_retired_pathway_is_closed",
                condition=Q(retired_at=None) | Q(closes_at__isnull=False),
            ),
            models.CheckConstraint(
                name="pathways_pathway_does_not_succeed_itself",
                condition=Q(successor=None) | ~Q(successor=F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def is_open(self, at: dt.datetime) -> bool:
        """Tell whether its period holds `at`; says nothing about its rule sets."""
        return (self.opens_at is None or self.opens_at <= at) and (
            self.closes_at is None or at < self.closes_at
        )


class Population(models.Model):
    """How many lived in the municipality on a day: what a per mille threshold is of."""

    counted_date = models.DateField(_("Counted on"), unique=True)
    residents_count = models.PositiveIntegerField(_("Residents"))
    source = models.CharField(_("Source"), max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pathways_population_is_not_empty",
                condition=Q(residents_count__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counted_date}: {self.residents_count}"
