from __future__ import annotations

import pytest

from medverkan.foundation.audit import guards, restoring, subscribers
from medverkan.foundation.audit.models import Cursor, Event
from tests.factories.audit import EventFactory

pytestmark = pytest.mark.django_db

FAR_AHEAD = 2**50


class TestIsNeeded:
    def test_where_the_log_was_written_it_is_not(self):
        EventFactory()

        assert not restoring.is_needed()

    def test_where_transactions_are_not_that_far_it_is(self):
        EventFactory(transaction_id=FAR_AHEAD)

        assert restoring.is_needed()


class TestSettle:
    def test_puts_the_log_before_everything_new(self):
        EventFactory(transaction_id=FAR_AHEAD)

        restoring.settle()

        assert not restoring.is_needed()
        assert Event.objects.get().transaction_id == 0

    def test_leaves_the_guards_up(self):
        restoring.settle()

        assert guards.missing() == []

    def test_lets_a_subscriber_go_on_where_it_was(self, at, monkeypatch):
        monkeypatch.setattr(subscribers, "_subscribers", {})
        heard = []
        subscribers.subscribe("s", lambda events, at: heard.extend(events), ())
        late = EventFactory(transaction_id=FAR_AHEAD + 1)
        read = EventFactory(transaction_id=FAR_AHEAD)
        Cursor.objects.create(
            subscriber="s", transaction_id=FAR_AHEAD, event_id=read.pk
        )

        restoring.settle()
        subscribers.deliver(at)

        assert [event.pk for event in heard] == [late.pk, read.pk]
