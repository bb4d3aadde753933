"""What the page "Så kan du påverka" shows, from the same rows as the matrix."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from medverkan.foundation import calendar
from medverkan.reference.pathways import plain, queries
from medverkan.reference.pathways.choices import Category
from medverkan.reference.pathways.models import OtherWay, Pathway
from medverkan.reference.pathways.versions import of_rule_set

WITH_PROPOSALS = frozenset(
    {Category.PROPOSAL, Category.PETITION, Category.STATUTORY_PROPOSAL}
)


@dataclass(frozen=True)
class Way:
    """A way in and the few sentences that matter most."""

    pathway: Pathway
    sentences: list[str]


@dataclass(frozen=True)
class WayGroup:
    """Ways under a heading: pathways, or others that are only told about."""

    heading: str
    ways: list[Way]
    others: list[OtherWay]


def ways(at: dt.datetime) -> list[WayGroup]:
    """Return the open ways in groups; a group without ways is left out."""
    count = queries.residents_count(calendar.local_date(at))
    everyday: list[Way] = []
    proposals: list[Way] = []
    for rule_set in queries.open_rule_sets_with(at, "thresholds", "refusal_grounds"):
        version = of_rule_set(rule_set)
        way = Way(
            pathway=version.pathway,
            sentences=plain.in_short(version, residents_count=count),
        )
        is_proposal = version.pathway.category in WITH_PROPOSALS
        (proposals if is_proposal else everyday).append(way)
    others = OtherWay.objects.filter(is_shown=True).select_related("body")
    groups = [
        WayGroup(_("Propose something to the elected members"), proposals, []),
        WayGroup(_("Tell us how something works"), everyday, []),
        WayGroup(_("Other ways"), [], list(others.order_by("order", "slug"))),
    ]
    return [group for group in groups if group.ways or group.others]
