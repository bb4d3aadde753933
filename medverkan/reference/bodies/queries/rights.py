"""Reads: who holds which rights."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Q, QuerySet

from medverkan.foundation import calendar
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Actor, Grant
from medverkan.foundation.text import SOURCE_LANGUAGE
from medverkan.reference.bodies.kinds import BodyKind
from medverkan.reference.bodies.models import Body, Cover, RoleAssignment
from medverkan.reference.bodies.roles import Role


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
    users = holders_of(Role.OFFICER, body, at)
    if language is not None and language != SOURCE_LANGUAGE:
        users = users.filter(languages__language=language)
    return users


def holders_of(role: Role, body: Body, at: dt.datetime) -> QuerySet[User]:
    """Return the active users for whom `grants_of` gives this role at this body, by name."""
    held = RoleAssignment.objects.held_at(at).filter(
        Q(body=None) | Q(body=body) | _in_house_with(body), role=role
    )
    users = User.objects.filter(is_active=True, pk__in=held.values("user_id"))
    return users.order_by("name", "pk")


def _in_house_with(body: Body) -> Q:
    if body.kind == BodyKind.ADMINISTRATION:
        return Q(body=body.authority_id)
    return Q(body__authority=body, body__kind=BodyKind.ADMINISTRATION)


def roles_held(at: dt.datetime) -> QuerySet[RoleAssignment]:
    """Return the assignments valid at this instant, by person."""
    return (
        RoleAssignment.objects.held_at(at)
        .select_related("user", "body")
        .order_by("user__name", "user_id", "role")
    )


def standing_in_for(user: User, at: dt.datetime) -> QuerySet[User]:
    """Return the users for whom this user stands in on this day in Sweden."""
    day = calendar.local_date(at)
    covers = Cover.objects.filter(
        covered_by=user, start_date__lte=day, end_date__gte=day
    )
    return User.objects.filter(pk__in=covers.values("user")).order_by("name", "pk")


def covers_from(day: dt.date, *, user_id: int) -> QuerySet[Cover]:
    """Return when others stand in for the user and the user for others, from this day on."""
    return (
        Cover.objects.filter(Q(user=user_id) | Q(covered_by=user_id), end_date__gte=day)
        .select_related("user", "covered_by")
        .order_by("start_date", "pk")
    )


def colleagues_of(actor: Actor, at: dt.datetime) -> QuerySet[User]:
    """Return the other active users who hold a role where the actor holds one."""
    held = RoleAssignment.objects.held_at(at)
    bodies = {grant.body_id for grant in actor.grants}
    if None not in bodies:
        held = held.filter(Q(body__in=bodies) | Q(body=None))
    return (
        User.objects.filter(is_active=True, pk__in=held.values("user_id"))
        .exclude(pk=actor.user_id)
        .order_by("name", "pk")
    )
