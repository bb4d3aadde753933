"""Areas as a picture drawn on the server: outlines, and a circle where there is a number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from medverkan.reference.bodies import geometry
from medverkan.reference.bodies.models import Area

WIDTH = 400
_MARGIN = 6
_SMALLEST, _LARGEST = 9.0, 24.0


@dataclass(frozen=True)
class Shape:
    """An area as drawn; `path` is that of SVG."""

    kind: str
    path: str
    is_chosen: bool


@dataclass(frozen=True)
class Circle:
    """A number where its area lies; all are in the units of the picture."""

    x: float
    y: float
    radius: float
    number: int


@dataclass(frozen=True)
class Drawing:
    """A picture `WIDTH` units wide: the ground, the areas upon it, the numbers upon them."""

    height: float
    shapes: list[Shape]
    circles: list[Circle]
    mark: tuple[float, float] | None = None

    @property
    def view_box(self) -> str:
        """Return the picture's extent as SVG writes it."""
        return f"0 0 {WIDTH} {self.height}"


def draw(
    areas: Sequence[Area],
    numbers: Mapping[int, int],
    *,
    chosen: Area | None = None,
    position: tuple[float, float] | None = None,
) -> Drawing | None:
    """
    Draw an area with its parts, and on each part its number; None without outlines.

    It is the whole municipality, or `chosen`; an area without parts is marked in the one it is
    part of. `areas` come the largest first, `numbers` by their keys. A `position` (latitude,
    longitude) is marked.
    """
    whole = _whole(areas, chosen)
    parts = [area for area in areas if area.parent_id == (whole and whole.pk)]
    drawn = [whole, *parts] if whole else parts
    if not drawn:
        return None
    sheet = _Sheet.around(drawn)
    most = max((numbers.get(part.pk, 0) for part in parts), default=0)
    return Drawing(
        height=sheet.height,
        shapes=[
            Shape(area.kind, sheet.path(area), area.pk == (chosen and chosen.pk))
            for area in drawn
        ],
        circles=[
            Circle(
                *sheet.middle(part), _radius(numbers[part.pk], most), numbers[part.pk]
            )
            for part in parts
            if numbers.get(part.pk)
        ],
        mark=sheet.at(position[1], position[0]) if position else None,
    )


def _whole(areas: Sequence[Area], chosen: Area | None) -> Area | None:
    """Return the area that is drawn whole: the nearest outwards that has parts."""
    known = {area.pk: area for area in areas}
    owners = {area.parent_id for area in areas}
    step = chosen
    while step is not None and not (step.pk in known and step.pk in owners):
        step = known.get(step.parent_id)
    if step is not None:
        return step
    roots = [area for area in areas if area.parent_id not in known]
    return roots[0] if len(roots) == 1 else None


def _radius(number: int, most: int) -> float:
    # The surface tells the number, so the radius grows by its root.
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(number / most), 1)


@dataclass(frozen=True)
class _Sheet:
    """Where degrees come on the picture; a degree eastwards is shorter than one northwards."""

    west: float
    north: float
    across: float
    down: float
    height: float

    @classmethod
    def around(cls, areas: Sequence[Area]) -> _Sheet:
        edges = [at for area in areas for at in geometry.positions(area.outline)]
        longitudes, latitudes = zip(*edges, strict=True)
        west, north = min(longitudes), max(latitudes)
        shorter = math.cos(math.radians((north + min(latitudes)) / 2))
        wide = max((max(longitudes) - west) * shorter, 1e-6)
        down = (WIDTH - 2 * _MARGIN) / wide
        height = (north - min(latitudes)) * down + 2 * _MARGIN
        return cls(west, north, down * shorter, down, round(height, 1))

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = _MARGIN + (longitude - self.west) * self.across
        y = _MARGIN + (self.north - latitude) * self.down
        return round(x, 1), round(y, 1)

    def path(self, area: Area) -> str:
        rings = (
            ring for polygon in geometry.polygons(area.outline) for ring in polygon
        )
        return "".join(
            "M" + "L".join("{} {}".format(*self.at(*each)) for each in ring[:-1]) + "Z"
            for ring in rings
        )

    def middle(self, area: Area) -> tuple[float, float]:
        return self.at(*geometry.middle(area.outline))
