"""Published cases on a map: how many in each area, and points where a person let one be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse

from medverkan.participation.cases import directory, lists, words
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.queries import Filters
from medverkan.reference.bodies import drawing
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Area

MOST_POINTS = 500


@dataclass(frozen=True)
class InArea:
    """How many published cases an area has, its parts included."""

    area: Area
    number: int
    query: str


@dataclass(frozen=True)
class Overview:
    """The areas that have cases, the number of those that name none, and the picture."""

    areas: list[InArea]
    elsewhere: int
    drawing: drawing.Drawing | None


def overview(filters: Filters, asked: QueryDict) -> Overview:
    """Count the cases that match by area, in one query; `asked` is kept in each area's link."""
    rows = (
        filters.apply(Case.objects.published())
        .order_by()
        .values_list("area")
        .annotate(Count("pk"))
    )
    alone: dict[int | None, int] = dict(rows)
    numbers = {
        pk: sum(alone.get(part, 0) for part in directory.within(pk))
        for pk in directory.areas()
    }
    chosen = directory.areas().get(filters.area_id or 0)
    return Overview(
        areas=[
            InArea(area, numbers[pk], lists.filters_of(asked, omrade=area.slug))
            for pk, area in directory.areas().items()
            if numbers[pk]
        ],
        elsewhere=alone.get(None, 0),
        drawing=drawing.draw(bodies.outlined_areas(), numbers, chosen=chosen),
    )


def features(filters: Filters) -> list[dict[str, Any]]:
    """
    Return GeoJSON features: the areas, then the newest cases whose place may be shown.

    Two queries at most; no position is nearer than some hundred metres.
    """
    return [*bodies.area_features(), *map(_point, _shown(filters))]


def _shown(filters: Filters) -> list[Case]:
    cases = (
        filters.apply(Case.objects.published())
        .filter(shows_place=True, latitude__isnull=False, longitude__isnull=False)
        .only(
            "reference", "published_title", "state", "area",
            "shows_place", "latitude", "longitude",
        )
    )  # fmt: skip
    return list(cases.order_by("-published_at", "-pk")[:MOST_POINTS])


def _point(case: Case) -> dict[str, Any]:
    assert case.shown_position is not None
    latitude, longitude = case.shown_position
    return {
        "type": "Feature",
        "id": case.reference,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "title": case.published_title,
            "state": str(words.STATE_TO_OTHERS[case.state]),
            "url": reverse("cases:detail", args=[case.reference]),
        },
    }
