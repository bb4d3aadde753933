"""To hold back what a sender sends, for a time: never lost, looked at as all in quarantine."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import calendar, locking
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import blocked_senders, events, rules
from medverkan.participation.cases.models import SenderBlock
from medverkan.participation.cases.operations.colleagues import DayHasPassed
from medverkan.reference.bodies.models import Body

# So long the page tells whom a block that has ended was about.
REMEMBERED = dt.timedelta(days=90)


@transaction.atomic
def block_sender(
    *,
    body: Body,
    sender: str,
    reason: str,
    last_date: dt.date,
    actor: Actor,
    at: dt.datetime,
) -> SenderBlock:
    """
    Hold back what an address, or a domain, sends to the body up to and with a day.

    It takes the place of the body's former block of the same sender; the same twice is once.

    :raises NotPermitted: the actor decides on nothing held back there
    :raises DayHasPassed: the day is before today
    """
    require(rules.may_block_senders(actor, body.pk))
    if last_date < calendar.local_date(at):
        raise DayHasPassed(last_date)
    # Of two at once the second waits here, and finds what the first made.
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    sender = blocked_senders.normal(sender)
    before = SenderBlock.objects.filter(body=body, sender=sender, lifted_at=None)
    same = before.filter(reason=reason, last_date=last_date).first()
    if same is not None:
        return same
    before.update(lifted_at=at, lifted_by=actor.user_id)
    block = SenderBlock.objects.create(
        body=body,
        sender=sender,
        reason=reason,
        last_date=last_date,
        blocked_at=at,
        blocked_by_id=actor.user_id,
    )
    _record(
        events.SENDER_BLOCKED, block, actor=actor, at=at, last_day=last_date.isoformat()
    )
    return block


@transaction.atomic
def lift_block(*, block: SenderBlock, actor: Actor, at: dt.datetime) -> SenderBlock:
    """
    Take in from now on what the sender sends; what is held back already still waits.

    :raises NotPermitted: the actor decides on nothing held back there
    """
    block = locking.lock(SenderBlock.objects.all(), pk=block.pk)
    require(rules.may_block_senders(actor, block.body_id))
    if block.lifted_at is None:
        block.lifted_at, block.lifted_by_id = at, actor.user_id
        block.save(update_fields=["lifted_at", "lifted_by"])
        _record(events.SENDER_UNBLOCKED, block, actor=actor, at=at)
    return block


def forget_blocked_senders(*, at: dt.datetime) -> int:
    """Empty whom and why of the blocks that ended a while ago; return how many."""
    oldest = at - REMEMBERED
    ended = SenderBlock.objects.filter(lifted_at__lt=oldest) | (
        SenderBlock.objects.filter(last_date__lt=calendar.local_date(oldest))
    )
    return ended.exclude(sender="").update(sender="", reason="")


def _record(
    kind: EventType, block: SenderBlock, *, actor: Actor, at: dt.datetime, **data: str
) -> None:
    audit.record(kind, subject=block, body_id=block.body_id, actor=actor, at=at, **data)
