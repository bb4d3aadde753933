"""Events for tests."""

from __future__ import annotations

import datetime as dt

import factory

from medverkan.foundation.audit import types
from medverkan.foundation.audit.models import Event
from medverkan.foundation.audit.operations import _transaction_id

THING_HAPPENED = types.register(
    types.EventType(
        name="thing.happened", sentence="A thing happened: %(what)s", data={"what": str}
    )
)


class EventFactory(factory.django.DjangoModelFactory):
    """An event of this transaction; give `name` and `data` for another kind."""

    class Meta:
        model = Event

    transaction_id = factory.LazyFunction(_transaction_id)
    name = THING_HAPPENED.name
    occurred_at = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)
    recorded_at = factory.SelfAttribute("occurred_at")
    subject_kind = "tests.thing"
    subject_id = 1
    visibility = types.Visibility.STAFF.value
    data = factory.Dict({"what": "door"})
