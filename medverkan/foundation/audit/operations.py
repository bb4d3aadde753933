"""Writing to the event log."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import connection, models

from medverkan.foundation import rows
from medverkan.foundation.audit.models import Event
from medverkan.foundation.audit.types import EventType, get
from medverkan.foundation.permissions import Actor

# Written into the row by the database itself, without being asked for before.
_BY_POSTGRESQL = {"transaction_id": "pg_current_xact_id()::text::bigint"}


class NotInTransaction(Exception):
    """An event was recorded outside the transaction of the change it tells of."""


def record(
    event_type: EventType,
    *,
    subject: models.Model,
    actor: Actor,
    at: dt.datetime,
    occurred_at: dt.datetime | None = None,
    about_case: int | None = None,
    body_id: int | None = None,
    correlation: uuid.UUID | None = None,
    **data: Any,
) -> Event:
    """
    Append an event in the current transaction.

    `at` is when it is written down; `occurred_at` when it happened, if earlier (paper, phone).

    :raises NotInTransaction: no transaction is open
    :raises UnknownEventType: the type was never registered
    :raises WrongEventData: `data` is not what the type declares
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(event_type.name)
    get(event_type.name).check(data)
    event = Event(
        name=event_type.name,
        version=event_type.version,
        occurred_at=occurred_at or at,
        recorded_at=at,
        actor_id=actor.user_id,
        is_system=actor.is_system,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        about_case=about_case,
        body_id=body_id,
        visibility=event_type.visibility,
        correlation=correlation or uuid.uuid4(),
        data=data,
    )
    if connection.vendor == "postgresql":
        return rows.insert(event, computed=_BY_POSTGRESQL)
    return rows.insert(event)
