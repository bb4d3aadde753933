"""Outlines of areas as GeoJSON geometries (RFC 7946), and what lies within them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

Position = list[float]
Ring = list[Position]
Polygon = list[Ring]

# Every outline is sent to whoever opens a map.
MOST_POSITIONS = 2_000
# A millionth of a degree is a tenth of a metre.
_DECIMALS = 6


class NotAnOutline(ValueError):
    """It is no outline that can be drawn."""


class OutsideTheWorld(NotAnOutline):
    """The numbers are no degrees: most often they are metres of a national grid."""


class TooManyPositions(NotAnOutline):
    """It has more than `MOST_POSITIONS`."""


def outline(value: Any) -> dict[str, Any]:
    """
    Return a Polygon or MultiPolygon with nothing but its longitudes and latitudes.

    :raises NotAnOutline: it is none, a ring is open, it is not in degrees or it is too large
    """
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise NotAnOutline
    written = value.get("coordinates")
    found = [
        [_ring(ring) for ring in _filled(polygon)]
        for polygon in ([written] if kind == "Polygon" else _filled(written))
    ]
    if sum(len(ring) for polygon in found for ring in polygon) > MOST_POSITIONS:
        raise TooManyPositions
    return {"type": kind, "coordinates": found[0] if kind == "Polygon" else found}


def contains(outline: dict[str, Any], *, latitude: float, longitude: float) -> bool:
    """
    Tell whether a point lies within an outline and in no hole of it.

    A point on a border that two areas share is within one of them, never both or none.
    """
    crossed = (
        _is_crossed(start, end, latitude, longitude)
        for polygon in polygons(outline)
        for ring in polygon
        for start, end in pairwise(ring)
    )
    return sum(crossed) % 2 == 1


def surface(outline: dict[str, Any]) -> float:
    """Return how large an outline is, in square degrees: good for comparing neighbours."""
    return sum(
        abs(_surface(outer)) - sum(abs(_surface(hole)) for hole in holes)
        for outer, *holes in polygons(outline)
    )


def middle(outline: dict[str, Any]) -> Position:
    """Return the centre of gravity of the largest polygon, longitude first."""
    outer = max(
        (rings[0] for rings in polygons(outline)), key=lambda r: abs(_surface(r))
    )
    whole = _surface(outer)
    if not whole:
        return outer[0]
    weights = [
        (x1 + x2, y1 + y2, (x1 * y2 - x2 * y1) / (6 * whole))
        for (x1, y1), (x2, y2) in pairwise(outer)
    ]
    return [sum(x * w for x, _y, w in weights), sum(y * w for _x, y, w in weights)]


def polygons(outline: dict[str, Any]) -> list[Polygon]:
    """Return the polygons of an outline, each with its outer ring first."""
    coordinates: Any = outline["coordinates"]
    return [coordinates] if outline["type"] == "Polygon" else coordinates


def positions(outline: dict[str, Any]) -> Iterator[Position]:
    """Yield the positions of the outer rings, longitude first."""
    for outer, *_holes in polygons(outline):
        yield from outer


def _filled(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise NotAnOutline
    return value


def _ring(value: Any) -> Ring:
    ring = [_position(each) for each in _filled(value)]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise NotAnOutline
    return ring


def _position(value: Any) -> Position:
    if len(_filled(value)) < 2 or any(
        isinstance(number, bool) or not isinstance(number, int | float)
        for number in value
    ):
        raise NotAnOutline
    longitude, latitude = value[:2]
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise OutsideTheWorld
    return [round(float(longitude), _DECIMALS), round(float(latitude), _DECIMALS)]


def _is_crossed(start: Position, end: Position, latitude: float, east: float) -> bool:
    """Tell whether a line from the point straight eastwards meets this side."""
    (x1, y1), (x2, y2) = start, end
    if (y1 > latitude) == (y2 > latitude):
        return False
    return east < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1


def _surface(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2
