"""Which mailboxes are read."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.doors import events, rules
from medverkan.participation.doors.models import Mailbox


@transaction.atomic
def add_mailbox(*, mailbox: Mailbox, actor: Actor, at: dt.datetime) -> Mailbox:
    """
    Have a new mailbox read from now on.

    :raises NotPermitted: the actor is no administrator
    """
    require(rules.may_keep_mailboxes(actor))
    mailbox.save(force_insert=True)
    _record(events.MAILBOX_ADDED, mailbox, actor=actor, at=at)
    return mailbox


@transaction.atomic
def switch_mailbox(
    *, mailbox: Mailbox, is_read: bool, actor: Actor, at: dt.datetime
) -> Mailbox:
    """
    Stop reading a mailbox, or begin again; what it is already stays so.

    :raises NotPermitted: the actor is no administrator
    """
    require(rules.may_keep_mailboxes(actor))
    mailbox = Mailbox.objects.select_for_update(of=("self",)).get(pk=mailbox.pk)
    if mailbox.is_read != is_read:
        mailbox.is_read = is_read
        mailbox.save(update_fields=["is_read"])
        kind = events.MAILBOX_STARTED if is_read else events.MAILBOX_STOPPED
        _record(kind, mailbox, actor=actor, at=at)
    return mailbox


def _record(
    kind: events.EventType, mailbox: Mailbox, *, actor: Actor, at: dt.datetime
) -> None:
    audit.record(kind, subject=mailbox, body_id=mailbox.body_id, actor=actor, at=at)
