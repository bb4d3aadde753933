"""Where the areas lie: their outlines, and which of them a point is in."""

from __future__ import annotations

from typing import Any

from medverkan.foundation.memory import Remembered
from medverkan.reference.bodies import geometry
from medverkan.reference.bodies.models import Area


def _outlined() -> list[Area]:
    found = Area.objects.filter(outline__isnull=False).select_related("parent")
    return sorted(
        found.order_by("slug"), key=lambda area: -geometry.surface(area.outline)
    )


# The largest first, so that the smaller ones are drawn upon them.
outlined_areas = Remembered(_outlined)


def area_at(latitude: float | None, longitude: float | None) -> Area | None:
    """Return the smallest area whose outline holds the point; None for no point or no area."""
    if latitude is None or longitude is None:
        return None
    for area in reversed(outlined_areas()):
        if geometry.contains(area.outline, latitude=latitude, longitude=longitude):
            return area
    return None


def area_features() -> list[dict[str, Any]]:
    """Return the outlined areas as GeoJSON features, the largest first."""
    return [
        {
            "type": "Feature",
            "id": area.slug,
            "geometry": area.outline,
            "properties": {
                "name": area.name,
                "kind": area.kind,
                "parent": area.parent.slug if area.parent else None,
            },
        }
        for area in outlined_areas()
    ]
