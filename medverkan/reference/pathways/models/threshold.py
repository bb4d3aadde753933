"""Thresholds: how many supports it takes, and for what."""

from __future__ import annotations

import math
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from medverkan.reference.pathways import choices
from medverkan.reference.pathways.models import rule_set_constraints
from medverkan.reference.pathways.models.rule_set import RuleSet


class Threshold(models.Model):
    """A number of supports and what reaching it does; several per rule set."""

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="thresholds")
    effect = models.CharField(
        _("Effect"),
        max_length=20,
        choices=choices.ThresholdEffect,
        default=choices.ThresholdEffect.HANDED_OVER,
    )
    absolute_count = models.PositiveIntegerField(_("Number"), null=True, blank=True)
    per_mille = models.DecimalField(
        _("Per mille of the population"),
        max_digits=7,
        decimal_places=3,
        null=True,
        blank=True,
    )

    class Meta:
        constraints = rule_set_constraints.THRESHOLD

    def __str__(self) -> str:
        return f"{self.absolute_count or f'{self.per_mille} ‰'} {self.effect}"

    def needed_count(self, *, residents_count: int | None) -> int | None:
        """Return how many are needed, rounded up; None if the population is not known."""
        if self.absolute_count is not None:
            return self.absolute_count
        if residents_count is None:
            return None
        return math.ceil(Decimal(residents_count) * self.per_mille / 1000)
