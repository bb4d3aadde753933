"""Bodies, topics, areas, the ways in with their rules, and the matrix of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Router
from ninja.decorators import decorate_view

from medverkan.foundation import calendar, clock
from medverkan.foundation.design.caching import public_page
from medverkan.participation.cases import asking, ways
from medverkan.participation.cases.models import TopicQuestion
from medverkan.publishing.api.v1 import rows
from medverkan.publishing.api.v1.problems import Refused, declared
from medverkan.publishing.api.v1.schemas.reference import (
    Areas,
    Bodies,
    Matrix,
    PathwayRow,
    Pathways,
    Rules,
    Topics,
)
from medverkan.publishing.api.v1.schemas.shared import Slug
from medverkan.reference.bodies import queries as bodies_queries
from medverkan.reference.bodies.models import Area, Topic
from medverkan.reference.pathways import matrix as matrices
from medverkan.reference.pathways import queries
from medverkan.reference.pathways.models import RuleSet

router = Router(tags=["reference"])


@router.get(
    "/bodies",
    response=Bodies,
    summary=gettext_noop("List boards and administrations"),
    url_name="bodies",
)
@decorate_view(public_page(600))
def bodies(request: HttpRequest) -> Any:
    """Those that exist today, with how to reach them."""
    found = bodies_queries.bodies_open(clock.now())
    return {
        "bodies": [
            {
                "slug": body.slug,
                "name": body.name,
                "kind": body.kind,
                "description": body.description,
                "authority": body.authority.slug if body.authority else None,
                "parent": body.parent.slug if body.parent else None,
                "email": body.email,
                "phone": body.phone,
                "postal_address": body.postal_address,
                "visiting_address": body.visiting_address,
                "url": rows.address("bodies:body", body.slug),
            }
            for body in found.select_related("authority", "parent")
        ]
    }


@router.get(
    "/topics",
    response=Topics,
    summary=gettext_noop("List topics"),
    url_name="topics",
)
@decorate_view(public_page(600))
def topics(request: HttpRequest) -> Any:
    """What a case may be about, and who answers. Protected topics are left out."""
    found = Topic.objects.filter(is_protected=False).select_related("parent", "body")
    asked = asking.asked_by_topic()
    return {
        "topics": [
            {
                "slug": topic.slug,
                "name": topic.name,
                "description": topic.description,
                "parent": _told(topic.parent),
                "body": topic.body.slug,
                "keywords": topic.keywords,
                "questions": [_asked(one) for one in asked.get(topic.pk, ())],
            }
            for topic in found.order_by("place", "slug")
        ]
    }


@router.get(
    "/areas",
    response=Areas,
    summary=gettext_noop("List parts of the municipality"),
    url_name="areas",
)
@decorate_view(public_page(600))
def areas(request: HttpRequest) -> Any:
    """Districts, localities and the countryside."""
    found = Area.objects.defer("outline").select_related("parent").order_by("name")
    return {
        "areas": [
            {
                "slug": area.slug,
                "name": area.name,
                "kind": area.kind,
                "parent": area.parent.slug if area.parent else None,
            }
            for area in found
        ]
    }


@router.get(
    "/pathways",
    response=Pathways,
    summary=gettext_noop("List the ways in and their rules"),
    url_name="pathways",
)
@decorate_view(public_page(300))
def pathways(request: HttpRequest) -> Any:
    """Those that are open now, each with the rules in force."""
    return {"pathways": [_pathway(rule_set) for rule_set in _open()]}


@router.get(
    "/pathways/{slug}",
    response={200: PathwayRow} | declared(404),
    summary=gettext_noop("Read one way in and its rules"),
    url_name="pathway",
)
@decorate_view(public_page(300))
def pathway(request: HttpRequest, slug: Path[Slug]) -> Any:
    """One that is open now, with the rules in force."""
    for rule_set in _open():
        if rule_set.pathway.slug == slug:
            return _pathway(rule_set)
    raise Refused(404, _("There is no open way in of this name."))


@router.get(
    "/matrix",
    response=Matrix,
    summary=gettext_noop("Read the matrix of ways to influence"),
    url_name="matrix",
)
@decorate_view(public_page(300))
def matrix(request: HttpRequest) -> Any:
    """In words, as the page has it, and who is responsible for what today."""
    at = clock.now()
    day = calendar.local_date(at)
    return {
        "day": day,
        "ways": [_way(way) for way in matrices.ways(at)],
        "areas": [_area(area) for area in matrices.areas(day=day, since=day)],
    }


def _asked(question: TopicQuestion) -> dict[str, Any]:
    return {
        "code": question.code,
        "label": question.label,
        "help": question.help_text,
        "required": question.is_required,
        "choices": [
            {"key": key, "name": name} for key, name in asking.options_of(question)
        ],
    }


def _told(topic: Topic | None) -> str | None:
    return None if topic is None or topic.is_protected else topic.slug


def _open() -> list[RuleSet]:
    return queries.open_rule_sets_with(clock.now(), "thresholds", "decision_body")


def _pathway(rule_set: RuleSet) -> dict[str, Any]:
    pathway = rule_set.pathway
    return {
        "slug": pathway.slug,
        "name": pathway.name,
        "category": pathway.category,
        "description": pathway.description,
        "url": rows.address("pathways:way", pathway.slug),
        "takes_web": ways.takes_web(rule_set),
        "rules": _rules(rule_set),
    }


def _rules(rule_set: RuleSet) -> dict[str, Any]:
    plain = set(Rules.model_fields) - {"thresholds", "decision"}
    return {name: getattr(rule_set, name) for name in plain} | {
        "thresholds": [
            {
                "effect": threshold.effect,
                "count": threshold.absolute_count,
                "per_mille": threshold.per_mille,
            }
            for threshold in rule_set.thresholds.all()
        ],
        "decision": _decision(rule_set),
    }


def _decision(rule_set: RuleSet) -> dict[str, Any] | None:
    if rule_set.decision_date is None:
        return None
    return {
        "body": rule_set.decision_body,
        "date": rule_set.decision_date,
        "paragraph": rule_set.decision_paragraph,
        "register_number": rule_set.decision_register_number,
    }


def _way(way: matrices.WayRow) -> dict[str, Any]:
    return vars(way)


def _area(area: matrices.AreaRow) -> dict[str, Any]:
    return {
        "slug": area.responsibility.slug,
        "name": area.responsibility.name,
        "responsible": _parts(area.responsible),
        "supporting": _parts(area.supporting),
        "informed": _parts(area.informed),
        "is_overlap": area.is_overlap,
        "is_gap": area.is_gap,
    }


def _parts(parts: list[matrices.Part]) -> list[dict[str, Any]]:
    return [
        {
            "body": rows.named(part.assignment.body),
            "valid_from": part.assignment.valid_from,
            "valid_until": part.assignment.valid_until,
        }
        for part in parts
        if part.is_valid
    ]
