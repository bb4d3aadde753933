"""Reads for the pages: who is responsible for what, and a body with all that is public."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from medverkan.foundation import calendar
from medverkan.reference.bodies.kinds import Audience, BodyKind
from medverkan.reference.bodies.models import Body, ContactPoint, Membership, Topic
from medverkan.reference.bodies.queries.bodies import bodies_open

# First those who decide over the others.
_ORDER = [BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD, BodyKind.COMPANY]


@dataclass
class Responsibility:
    """An authority, the administrations that act for it, and the topics they answer."""

    authority: Body
    administrations: list[Body] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)


def responsibilities(at: dt.datetime) -> list[Responsibility]:
    """Return every open authority with what it answers; two queries."""
    rows: dict[int, Responsibility] = {}
    acting: dict[int, list[Body]] = defaultdict(list)
    for body in bodies_open(at):
        if body.is_authority:
            rows[body.pk] = Responsibility(authority=body)
        elif body.kind == BodyKind.ADMINISTRATION:
            acting[body.authority_id].append(body)
    topics = list(Topic.objects.select_related("body").order_by("place", "slug"))
    headings = {topic.parent_id for topic in topics}
    for topic in topics:
        row = rows.get(topic.body.authority_id)
        if row is not None and topic.pk not in headings:
            row.topics.append(topic)
    for authority_id, row in rows.items():
        row.administrations = acting[authority_id]
    return sorted(rows.values(), key=lambda row: _place(row.authority))


def _place(body: Body) -> tuple[int, str]:
    return _ORDER.index(BodyKind(body.kind)), str(body.name).casefold()


def contact_points(body: Body) -> QuerySet[ContactPoint]:
    """Return the body's contact points that are for everyone."""
    return body.contact_points.filter(audience=Audience.EVERYONE).order_by(
        "place", "pk"
    )


def topics_of(body: Body) -> QuerySet[Topic]:
    """
    Return the topics that a body answers, an authority's through its administrations.

    A topic that has parts is only their heading and left out.
    """
    if body.is_authority:
        found = Topic.objects.filter(body__authority=body)
    else:
        found = Topic.objects.filter(body=body)
    return found.filter(children=None).order_by("place", "slug")


def members_of(body: Body, at: dt.datetime) -> QuerySet[Membership]:
    """Return who belongs to the body today, by post."""
    return (
        Membership.objects.held_on(calendar.local_date(at))
        .filter(body=body)
        .select_related("person", "post")
        .order_by("post__place", "person__name", "pk")
    )
