"""Areas of the municipality."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from medverkan.reference.bodies.kinds import AreaKind


class Area(models.Model):
    """A part of the municipality; `outline` is a GeoJSON geometry (WGS 84), if known."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=AreaKind)
    outline = models.JSONField(null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        # A part cannot lose its whole unseen.
        on_delete=models.PROTECT,
        related_name="parts",
        null=True,
        blank=True,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="bodies_area_kind_is_known",
                condition=Q(kind__in=AreaKind.values),
            ),
            models.CheckConstraint(
                name="bodies_area_is_not_part_of_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
