"""Invented places: a point somewhere in an area."""

from __future__ import annotations

import random

from medverkan.reference.bodies import geometry
from medverkan.reference.bodies.models import Area


def somewhere_in(area: Area, *, seed: str) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude of a point in the area, the same for the same seed."""
    if area.outline is None:
        return None, None
    chance = random.Random(seed)  # noqa: S311 - plausible, not secret
    longitudes, latitudes = zip(*geometry.positions(area.outline), strict=True)
    while True:
        latitude = round(chance.uniform(min(latitudes), max(latitudes)), 5)
        longitude = round(chance.uniform(min(longitudes), max(longitudes)), 5)
        if geometry.contains(area.outline, latitude=latitude, longitude=longitude):
            return latitude, longitude
