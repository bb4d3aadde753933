"""Placing and lifting legal holds."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import Actor
from medverkan.reference.register import rules
from medverkan.reference.register.events import HOLD_LIFTED, HOLD_PLACED
from medverkan.reference.register.models import LegalHold, Record
from medverkan.reference.register.operations.numbers import lock


@transaction.atomic
def place_hold(
    *,
    record: Record,
    ground: LegalHold.Ground,
    reason: str,
    actor: Actor,
    at: dt.datetime,
) -> LegalHold:
    """
    Keep everything of the matter until the hold is lifted; one hold for each ground.

    :raises NotPermitted: the actor does not keep this register
    """
    record = lock(record)
    permissions.require(rules.may_keep_record(actor, record))
    already = record.holds.filter(ground=ground, lifted_at=None).first()
    if already is not None:
        return already
    hold = LegalHold.objects.create(
        record=record,
        ground=ground,
        reason=reason,
        placed_by_id=actor.user_id,
        placed_at=at,
    )
    _tell(HOLD_PLACED, hold, actor=actor, at=at)
    return hold


@transaction.atomic
def lift_hold(
    *, hold: LegalHold, reason: str, actor: Actor, at: dt.datetime
) -> LegalHold:
    """
    Lift a hold with a reason; one that was lifted stays as it was.

    :raises NotPermitted: the actor does not keep this register
    """
    lock(hold.record)
    hold = LegalHold.objects.select_related("record__authority").get(pk=hold.pk)
    permissions.require(rules.may_keep_record(actor, hold.record))
    if not hold.is_in_force:
        return hold
    hold.lifted_by_id = actor.user_id
    hold.lifted_at, hold.lifting_reason = at, reason
    hold.save(update_fields=["lifted_by", "lifted_at", "lifting_reason"])
    _tell(HOLD_LIFTED, hold, actor=actor, at=at)
    return hold


def _tell(
    event_type: EventType, hold: LegalHold, *, actor: Actor, at: dt.datetime
) -> None:
    audit.record(
        event_type,
        subject=hold.record,
        about_case=hold.record.about_case,
        body_id=hold.record.authority_id,
        actor=actor,
        at=at,
        hold_ground=str(hold.ground),
    )
