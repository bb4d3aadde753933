"""To tell those who write that it is closed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import Actor
from medverkan.foundation.text import Translated
from medverkan.reference.bodies import rules
from medverkan.reference.bodies.events import CLOSURE_ANNOUNCED, CLOSURE_TAKEN_BACK
from medverkan.reference.bodies.models import Body, Closure


@transaction.atomic
def announce_closure(
    *,
    body: Body | None,
    text: Translated,
    first_date: dt.date,
    last_date: dt.date,
    actor: Actor,
    at: dt.datetime,
) -> Closure:
    """
    Show these words from the first to the last day; the same sent twice is shown once.

    :raises NotPermitted: the actor does not write for the body, or for everyone
    """
    permissions.require(rules.may_announce(actor, body.pk if body else None))
    closure, is_new = Closure.objects.get_or_create(
        body=body, text=text, first_date=first_date, last_date=last_date
    )
    if is_new:
        _record(CLOSURE_ANNOUNCED, closure, actor=actor, at=at)
    return closure


@transaction.atomic
def take_back_closure(*, closure: Closure, actor: Actor, at: dt.datetime) -> None:
    """
    Show the words no more; done twice it is done once.

    :raises NotPermitted: the actor does not write for the body, or for everyone
    """
    permissions.require(rules.may_announce(actor, closure.body_id))
    locked = Closure.objects.select_for_update(of=("self",)).filter(pk=closure.pk)
    if (found := locked.first()) is not None:
        _record(CLOSURE_TAKEN_BACK, found, actor=actor, at=at)
        found.delete()


def _record(
    kind: EventType, closure: Closure, *, actor: Actor, at: dt.datetime
) -> None:
    audit.record(
        kind,
        subject=closure,
        actor=actor,
        at=at,
        body_id=closure.body_id,
        first_day=closure.first_date.isoformat(),
        last_day=closure.last_date.isoformat(),
    )
