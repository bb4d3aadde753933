"""Recording who is responsible for what, and the ways that no pathway covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from medverkan.foundation import locking, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways import events, rules
from medverkan.reference.pathways.models import Assignment, OtherWay, Responsibility


class AlreadyEnded(Exception):
    """The assignment has a last day already."""


@transaction.atomic
def save_responsibility(
    *,
    slug: str,
    values: Mapping[str, Any],
    actor: Actor,
    at: dt.datetime,
) -> Responsibility:
    """
    Name an area of responsibility, or change what is said of it.

    :raises NotPermitted: the actor does not keep assignments
    """
    permissions.require(rules.may_keep_assignments(actor))
    responsibility, _is_new = Responsibility.objects.update_or_create(
        slug=slug, defaults=values
    )
    audit.record(
        events.RESPONSIBILITY_SAVED,
        subject=responsibility,
        actor=actor,
        at=at,
        slug=slug,
    )
    return responsibility


@transaction.atomic
def assign(
    *,
    responsibility: Responsibility,
    body: Body,
    role: str,
    valid_from: dt.date,
    valid_until: dt.date | None = None,
    decided_by: Body | None = None,
    decision_date: dt.date | None = None,
    decision_paragraph: str = "",
    actor: Actor,
    at: dt.datetime,
) -> Assignment:
    """
    Give a body a part in an area from a day on; sent twice it is made once.

    Overlaps are allowed and shown, since that is how they are found.

    :raises NotPermitted: the actor does not keep assignments
    """
    permissions.require(rules.may_keep_assignments(actor))
    assignment, is_new = Assignment.objects.get_or_create(
        responsibility=responsibility,
        body=body,
        valid_from=valid_from,
        defaults={
            "role": role,
            "valid_until": valid_until,
            "decided_by": decided_by,
            "decision_date": decision_date,
            "decision_paragraph": decision_paragraph,
        },
    )
    if is_new:
        audit.record(
            events.ASSIGNMENT_MADE,
            subject=assignment,
            actor=actor,
            at=at,
            body_id=body.pk,
            responsibility=responsibility.slug,
            part=str(role),
            valid_from=valid_from.isoformat(),
        )
    return assignment


@transaction.atomic
def end_assignment(
    *, assignment: Assignment, last_day: dt.date, actor: Actor, at: dt.datetime
) -> Assignment:
    """
    Set the last day of an assignment; it stays in the matrix's history.

    :raises NotPermitted: the actor does not keep assignments
    :raises AlreadyEnded: it has a last day
    """
    assignment = locking.lock(
        Assignment.objects.select_related("responsibility"), pk=assignment.pk
    )
    permissions.require(rules.may_keep_assignments(actor))
    if assignment.valid_until is not None:
        raise AlreadyEnded
    assignment.valid_until = last_day
    assignment.save(update_fields=["valid_until"])
    audit.record(
        events.ASSIGNMENT_ENDED,
        subject=assignment,
        actor=actor,
        at=at,
        body_id=assignment.body_id,
        responsibility=assignment.responsibility.slug,
        last_day=last_day.isoformat(),
    )
    return assignment


@transaction.atomic
def save_other_way(
    *, slug: str, values: Mapping[str, Any], actor: Actor, at: dt.datetime
) -> OtherWay:
    """
    Tell of a way to influence that no pathway covers, or change what is said of it.

    :raises NotPermitted: the actor does not keep assignments
    """
    permissions.require(rules.may_keep_assignments(actor))
    way, _is_new = OtherWay.objects.update_or_create(slug=slug, defaults=values)
    audit.record(events.OTHER_WAY_SAVED, subject=way, actor=actor, at=at, slug=slug)
    return way
