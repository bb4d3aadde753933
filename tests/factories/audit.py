"""Events for tests."""

from __future__ import annotations

import datetime as dt

import factory
from django.db import transaction

from medverkan.foundation.audit import types
from medverkan.foundation.audit.models import Event, Submission
from medverkan.foundation.audit.operations import record
from medverkan.foundation.permissions import SYSTEM

THING_HAPPENED = types.register(
    types.EventType(
        name="thing.happened", sentence="A thing happened: %(what)s", data={"what": str}
    )
)


class EventFactory(factory.django.DjangoModelFactory):
    """An event long committed; give `name` and `data` for another kind."""

    class Meta:
        model = Event

    name = THING_HAPPENED.name
    occurred_at = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)
    recorded_at = factory.SelfAttribute("occurred_at")
    subject_kind = "tests.thing"
    subject_id = 1
    visibility = types.Visibility.STAFF.value
    data = factory.Dict({"what": "door"})


@transaction.atomic
def record_thing(what: str) -> Event:
    """Record as an operation does, with the number of this transaction."""
    at = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)
    return record(
        THING_HAPPENED, subject=Submission(pk=1), actor=SYSTEM, at=at, what=what
    )
