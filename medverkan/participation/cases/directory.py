"""Names that stand on public pages: topics, bodies, areas and ways in, kept for a moment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from medverkan.foundation.memory import Remembered
from medverkan.participation.cases.models import Case, Decision
from medverkan.reference.bodies.models import Area, Body, Topic
from medverkan.reference.pathways.models import Pathway, RuleSet

topics = Remembered(lambda: _by_id(Topic.objects.order_by("slug")))
bodies = Remembered(lambda: _by_id(Body.objects.order_by("slug")))
areas = Remembered(lambda: _by_id(Area.objects.defer("outline").order_by("name")))
pathways = Remembered(lambda: _by_id(Pathway.objects.order_by("slug")))
rule_sets = Remembered(lambda: _by_id(RuleSet.objects.order_by("pk")))

_FIELDS: dict[str, Remembered[dict[int, Any]]] = {
    "pathway": pathways,
    "topic": topics,
    "area": areas,
    "body": bodies,
    "authority": bodies,
    "deciding_body": bodies,
}


def within(area_id: int) -> set[int]:
    """Return the keys of an area and of all its parts."""
    found, step = {area_id}, {area_id}
    while (
        step := {pk for pk, area in areas().items() if area.parent_id in step} - found
    ):
        found |= step
    return found


def name(cases: Iterable[Case]) -> list[Case]:
    """
    Return the cases, each with its pathway, topic, area, body and authority.

    A name that is not known yet makes this process read them all anew.
    """
    cases = list(cases)
    for field, rows in _FIELDS.items():
        _name(cases, field, rows)
    return cases


def name_rules(cases: Iterable[Case]) -> list[Case]:
    """Return the cases, each with its rules; what was adopted never changes."""
    cases = list(cases)
    _name(cases, "rule_set", rule_sets)
    return cases


def name_bodies(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions, each with the body that took it."""
    decisions = list(decisions)
    _name(decisions, "body", bodies)
    return decisions


def _name(things: Iterable[Any], field: str, rows: Remembered[dict[int, Any]]) -> None:
    known = rows()
    for thing in things:
        pk = getattr(thing, f"{field}_id")
        if pk is None:
            continue
        if pk not in known:
            rows.forget()
            known = rows()
        setattr(thing, field, known[pk])


def _by_id(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.pk: row for row in rows}
