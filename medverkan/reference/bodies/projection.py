"""
From the coordinates of Swedish maps to those of the world.

The formulas are Krüger's for the transverse Mercator projection, as Lantmäteriet publishes
them in "Gauss Conformal Projection (Transverse Mercator)". SWEREF 99 and WGS 84 differ by less
than a metre.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

# The ellipsoid GRS 80, on which SWEREF 99 is defined.
_AXIS = 6_378_137.0
_FLATTENING = 1 / 298.257222101


@dataclass(frozen=True, kw_only=True)
class Projection:
    """A transverse Mercator projection: degrees, a ratio and metres."""

    central_meridian: float
    scale: float
    false_northing: float
    false_easting: float


SWEREF_99_TM = Projection(
    central_meridian=15.0, scale=0.9996, false_northing=0.0, false_easting=500_000.0
)


def to_degrees(
    *, northing: float, easting: float, projection: Projection = SWEREF_99_TM
) -> tuple[float, float]:
    """Return latitude and longitude, in degrees, of a point given in metres."""
    n = _FLATTENING / (2 - _FLATTENING)
    rectifying = projection.scale * _AXIS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi = (northing - projection.false_northing) / rectifying
    eta = (easting - projection.false_easting) / rectifying
    deltas = (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360,
        n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440,
        17 * n**3 / 480 - 37 * n**4 / 840,
        4397 * n**4 / 161_280,
    )
    xi_prime, eta_prime = xi, eta
    for order, delta in enumerate(deltas, start=1):
        xi_prime -= delta * math.sin(2 * order * xi) * math.cosh(2 * order * eta)
        eta_prime -= delta * math.cos(2 * order * xi) * math.sinh(2 * order * eta)
    conformal = math.asin(math.sin(xi_prime) / math.cosh(eta_prime))
    meridian = math.atan2(math.sinh(eta_prime), math.cos(xi_prime))
    return (
        math.degrees(_geodetic(conformal)),
        projection.central_meridian + math.degrees(meridian),
    )


def _geodetic(conformal: float) -> float:
    """Return the geodetic latitude of a conformal one, both in radians."""
    e2 = _FLATTENING * (2 - _FLATTENING)
    terms = (
        e2 + e2**2 + e2**3 + e2**4,
        -(7 * e2**2 + 17 * e2**3 + 30 * e2**4) / 6,
        (224 * e2**3 + 889 * e2**4) / 120,
        -(4279 * e2**4) / 1260,
    )
    sine = math.sin(conformal)
    series = sum(term * sine ** (2 * power) for power, term in enumerate(terms))
    return conformal + sine * math.cos(conformal) * series
