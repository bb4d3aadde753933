"""Reads: authorities, who answers what where, and who holds which rights."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from medverkan.foundation import calendar
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Grant
from medverkan.foundation.text import SOURCE_LANGUAGE
from medverkan.reference.bodies.kinds import BodyKind
from medverkan.reference.bodies.models import (
    Area,
    Body,
    ClosedDay,
    RoleAssignment,
    Topic,
    TopicInArea,
)
from medverkan.reference.bodies.roles import Role


def authorities() -> QuerySet[Body]:
    """Return every authority, past ones included: they still have registers."""
    return Body.objects.authorities().order_by("slug")


def bodies_open(at: dt.datetime) -> QuerySet[Body]:
    """Return the bodies that exist on this day in Sweden."""
    return Body.objects.open_on(calendar.local_date(at)).order_by("slug")


def acting_bodies(authority: Body) -> QuerySet[Body]:
    """Return the bodies that act for an authority, itself not included."""
    return authority.acting_bodies.exclude(pk=authority.pk).order_by("slug")


def body_for(*, topic: Topic, area: Area | None = None) -> Body:
    """Return the body that answers: the one of the nearest area that has its own, else the topic's."""
    if area is None:
        return topic.body
    in_areas = {
        row.area_id: row.body
        for row in TopicInArea.objects.filter(topic=topic).select_related("body")
    }
    if not in_areas:
        return topic.body
    nearest = (in_areas[part.pk] for part in _outwards(area) if part.pk in in_areas)
    return next(nearest, topic.body)


def answering_body(*, topic: Topic | None, area: Area | None = None) -> Body:
    """Return the body that answers; what has no topic yet goes to the board's front desk."""
    return front_desk() if topic is None else body_for(topic=topic, area=area)


def front_desk() -> Body:
    """
    Return the body that reads what nobody has sorted: the executive board's administration.

    :raises Body.DoesNotExist: the municipality has no executive board
    """
    board = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD, end_date=None)
    return acting_bodies(board).first() or board


def _outwards(area: Area) -> Iterator[Area]:
    seen: set[int] = set()
    step: Area | None = area
    while step is not None and step.pk not in seen:
        seen.add(step.pk)
        yield step
        step = step.parent


def grants_of(user_id: int, at: dt.datetime) -> frozenset[Grant]:
    """
    Return the roles a user holds at this instant.

    An authority and the administrations that act for it are one house: a role at the board
    holds at its administrations and a role at an administration holds at its board, but
    never at another administration.
    """
    held = frozenset(
        Grant(role=role, body_id=body_id)
        for role, body_id in RoleAssignment.objects.held_at(at)
        .filter(user_id=user_id, user__is_active=True)
        .values_list("role", "body_id")
    )
    reach = _same_house({grant.body_id for grant in held if grant.body_id is not None})
    return held | {
        Grant(role=grant.role, body_id=body_id)
        for grant in held
        if grant.body_id is not None
        for body_id in reach[grant.body_id]
    }


def _same_house(body_ids: set[int]) -> dict[int, set[int]]:
    reach: dict[int, set[int]] = defaultdict(set)
    if body_ids:
        pairs = Body.objects.filter(
            Q(pk__in=body_ids) | Q(authority__in=body_ids),
            kind=BodyKind.ADMINISTRATION,
        ).values_list("pk", "authority_id")
        for administration, authority in pairs:
            reach[administration].add(authority)
            reach[authority].add(administration)
    return reach


def officers_of(
    body: Body, at: dt.datetime, language: str | None = None
) -> QuerySet[User]:
    """
    Return the active users for whom `grants_of` gives the role of officer at this body.

    With a language, only those who answer in it; everyone answers in Swedish.
    """
    held = RoleAssignment.objects.held_at(at).filter(
        Q(body=None) | Q(body=body) | _in_house_with(body), role=Role.OFFICER
    )
    users = User.objects.filter(is_active=True, pk__in=held.values("user_id"))
    if language is not None and language != SOURCE_LANGUAGE:
        users = users.filter(languages__language=language)
    return users.order_by("name", "pk")


def _in_house_with(body: Body) -> Q:
    if body.kind == BodyKind.ADMINISTRATION:
        return Q(body=body.authority_id)
    return Q(body__authority=body, body__kind=BodyKind.ADMINISTRATION)


def closed_days() -> frozenset[dt.date]:
    """
    Return the municipality's bridging days, for `foundation.calendar`.

    One query: fetch them once a request and hand them on as `closed`.
    """
    return frozenset(ClosedDay.objects.values_list("date", flat=True))
