"""Giving and ending rights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from medverkan.foundation import calendar, permissions
from medverkan.foundation.accounts.models import User
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies import rules
from medverkan.reference.bodies.events import (
    COVER_ARRANGED,
    COVER_ENDED,
    LANGUAGES_SET,
    ROLE_ASSIGNED,
    ROLE_ENDED,
)
from medverkan.reference.bodies.models import (
    Body,
    Cover,
    RoleAssignment,
    UserLanguage,
)


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: str,
    body: Body | None,
    actor: Actor,
    at: dt.datetime,
    until: dt.datetime | None = None,
) -> RoleAssignment:
    """
    Give a user a role at a body, or in the whole municipality when `body` is None.

    A role that is already held is returned unchanged: giving it twice is giving it once.
    `until` is exclusive.

    :raises NotPermitted: the actor is no administrator, or makes oneself one
    """
    permissions.require(rules.may_assign_role_to(actor, user_id=user.pk, role=role))
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    held = (
        RoleAssignment.objects.held_at(at)
        .filter(user=user, role=role, body=body)
        .order_by("pk")
        .first()
    )
    if held is not None:
        return held
    assignment = RoleAssignment.objects.create(
        user=user, role=role, body=body, starts_at=at, ends_at=until
    )
    audit.record(
        ROLE_ASSIGNED,
        subject=assignment,
        body_id=assignment.body_id,
        actor=actor,
        at=at,
        user=user.pk,
        role=str(role),
    )
    return assignment


@transaction.atomic
def end_role(
    *, assignment: RoleAssignment, actor: Actor, at: dt.datetime
) -> RoleAssignment:
    """
    End a role now; one that has ended stays as it was.

    :raises NotPermitted: the actor is no administrator
    """
    permissions.require(rules.may_assign_roles(actor))
    assignment = RoleAssignment.objects.select_for_update(of=("self",)).get(
        pk=assignment.pk
    )
    if assignment.ends_at is not None and assignment.ends_at <= at:
        return assignment
    assignment.ends_at = max(at, assignment.starts_at)
    assignment.save(update_fields=["ends_at"])
    audit.record(
        ROLE_ENDED,
        subject=assignment,
        body_id=assignment.body_id,
        actor=actor,
        at=at,
        user=assignment.user_id,
        role=assignment.role,
    )
    return assignment


@transaction.atomic
def cover(
    *,
    user: User,
    covered_by: User,
    first_day: dt.date,
    last_day: dt.date,
    actor: Actor,
    at: dt.datetime,
) -> Cover:
    """
    Note that `covered_by` stands in for `user` from the first to the last day.

    :raises NotPermitted: the actor is neither the user nor keeps the organisation
    """
    permissions.require(rules.may_arrange_cover(actor, user_id=user.pk))
    arranged, _ = Cover.objects.update_or_create(
        user=user,
        start_date=first_day,
        defaults={"covered_by": covered_by, "end_date": last_day},
    )
    audit.record(
        COVER_ARRANGED,
        subject=arranged,
        actor=actor,
        at=at,
        user=user.pk,
        covered_by=covered_by.pk,
        first_day=first_day.isoformat(),
        last_day=last_day.isoformat(),
    )
    return arranged


@transaction.atomic
def end_cover(*, user: User, first_day: dt.date, actor: Actor, at: dt.datetime) -> None:
    """
    Let a cover end: yesterday was its last day, or it never begins; ending twice is ending once.

    :raises NotPermitted: the actor is neither the user nor keeps the organisation
    """
    permissions.require(rules.may_arrange_cover(actor, user_id=user.pk))
    today = calendar.local_date(at)
    cover = (
        Cover.objects.select_for_update(of=("self",))
        .filter(user=user, start_date=first_day, end_date__gte=today)
        .first()
    )
    if cover is None:
        return
    audit.record(
        COVER_ENDED,
        subject=cover,
        actor=actor,
        at=at,
        user=user.pk,
        covered_by=cover.covered_by_id,
    )
    if cover.start_date >= today:
        cover.delete()
        return
    cover.end_date = today - dt.timedelta(days=1)
    cover.save(update_fields=["end_date"])


@transaction.atomic
def set_languages(
    *, user: User, languages: Collection[str], actor: Actor, at: dt.datetime
) -> None:
    """
    Say in which languages (BCP 47) a user answers residents.

    :raises NotPermitted: the actor is neither the user nor keeps the organisation
    """
    permissions.require(rules.may_arrange_cover(actor, user_id=user.pk))
    UserLanguage.objects.filter(user=user).exclude(language__in=languages).delete()
    for language in sorted(set(languages)):
        UserLanguage.objects.get_or_create(user=user, language=language)
    audit.record(
        LANGUAGES_SET,
        subject=user,
        actor=actor,
        at=at,
        languages=",".join(sorted(set(languages))),
    )
