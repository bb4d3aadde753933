"""The first and last lines of every operation: take hold of the case, save it, record it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from medverkan.foundation import locking
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases.models import Case


class ChangedMeanwhile(Exception):
    """Somebody else changed the case after this actor opened it; `case` is as it is now."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__(case.reference)


def lock(case: Case, *, version: int | None) -> Case:
    """
    Return the case as it is now, locked until the transaction ends.

    `version` is what the actor saw; None where there is nothing to overwrite (adding words).

    :raises ChangedMeanwhile: the version is another by now
    """
    locked = locking.lock(
        Case.objects.select_related(
            "rule_set",
            "pathway",
            "body",
            "authority",
            "deciding_body",
            "topic",
            "opening",
        ),
        pk=case.pk,
    )
    if version is not None and locked.version != version:
        raise ChangedMeanwhile(locked)
    return locked


def save(case: Case, *fields: str) -> None:
    """Write the fields and count up the version."""
    case.version += 1
    case.save(update_fields=[*fields, "version"])


def record(
    event_type: EventType, case: Case, *, actor: Actor, at: dt.datetime, **data: Any
) -> None:
    """Record an event about the case at the body that has it now; `data` may say when it was."""
    audit.record(
        event_type,
        subject=case,
        actor=actor,
        at=at,
        about_case=case.pk,
        body_id=case.body_id,
        **data,
    )
