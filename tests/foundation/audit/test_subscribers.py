from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from medverkan.foundation.audit import queries, subscribers
from medverkan.foundation.audit.models import Cursor, Submission, Undelivered
from tests.factories.audit import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_other_subscribers(monkeypatch):
    monkeypatch.setattr(subscribers, "_subscribers", {})


class Listener:
    """Keeps what it heard, and stumbles over the events it is told to."""

    def __init__(self):
        self.heard = []
        self.stumbles_over = set()

    def __call__(self, events, at):
        for event in events:
            if event.data["what"] in self.stumbles_over:
                raise RuntimeError(event.data["what"])
            Submission.objects.create(
                key=event.data["what"], operation="heard", digest="", recorded_at=at
            )
        self.heard += [event.data["what"] for event in events]


@pytest.fixture
def listener():
    listener = Listener()
    subscribers.subscribe("listener", listener, ("thing.happened",))
    return listener


def _happen(*things):
    return [EventFactory(data={"what": thing}) for thing in things]


class TestDeliver:
    def test_hands_over_events_in_order(self, listener, at):
        _happen("door", "roof")

        count = subscribers.deliver(at)

        assert (count, listener.heard) == (2, ["door", "roof"])

    def test_hands_over_an_event_once(self, listener, at):
        _happen("door")
        subscribers.deliver(at)

        assert subscribers.deliver(at) == 0
        assert listener.heard == ["door"]

    def test_leaves_out_other_kinds(self, listener, at):
        EventFactory(name="other.happened")

        assert subscribers.deliver(at) == 0
        cursor = Cursor.objects.get(subscriber="listener")
        assert cursor.position == queries.end_of_log()

    def test_hands_over_more_than_a_batch(self, listener, at, monkeypatch):
        monkeypatch.setattr(subscribers, "BATCH_SIZE", 2)
        _happen("a", "b", "c", "d", "e")

        subscribers.deliver(at)

        assert listener.heard == ["a", "b", "c", "d", "e"]

    def test_costs_the_same_when_there_is_nothing_new(
        self, listener, at, django_assert_num_queries
    ):
        _happen("door", "roof")
        subscribers.deliver(at)

        with django_assert_num_queries(4 if _on_postgresql() else 3):
            subscribers.deliver(at)

    def test_starts_at_the_end_for_who_reads_no_history(self, at):
        _happen("door")
        late = Listener()
        subscribers.subscribe("late", late, (), reads_history=False)
        subscribers.prepare()
        _happen("roof")

        subscribers.deliver(at)

        assert late.heard == ["roof"]


class TestAPoisonedEvent:
    def test_lets_those_before_it_pass(self, listener, at):
        listener.stumbles_over = {"roof"}
        _happen("door", "roof", "wall")

        subscribers.deliver(at)

        assert listener.heard == ["door"]
        assert set(Submission.objects.values_list("key", flat=True)) == {"door"}

    def test_holds_back_its_subscriber_for_a_while(self, listener, at):
        listener.stumbles_over = {"roof"}
        _happen("roof")
        subscribers.deliver(at)
        listener.stumbles_over = set()

        assert subscribers.deliver(at + dt.timedelta(seconds=9)) == 0
        assert subscribers.deliver(at + dt.timedelta(seconds=10)) == 1

    def test_does_not_hold_back_others(self, listener, at):
        listener.stumbles_over = {"roof"}
        other = []
        subscribers.subscribe("other", lambda events, at: other.extend(events), ())
        _happen("roof", "wall")

        subscribers.deliver(at)

        assert len(other) == 2

    def test_is_set_aside_after_some_tries(self, listener, at):
        listener.stumbles_over = {"roof"}
        _happen("roof", "wall")

        _deliver_for(dt.timedelta(minutes=10), at)

        assert listener.heard == ["wall"]
        assert Undelivered.objects.get().error == "RuntimeError"
        assert queries.troubled_cursors() == []

    def test_is_taken_up_again_once_it_works(self, listener, at):
        listener.stumbles_over = {"roof"}
        _happen("roof")
        _deliver_for(dt.timedelta(minutes=10), at)
        listener.stumbles_over = set()

        _deliver_for(dt.timedelta(days=1), at + dt.timedelta(minutes=10))

        assert listener.heard == ["roof"]
        assert queries.undelivered() == []

    def test_waits_longer_and_longer_but_at_most_a_day(self):
        waits = [subscribers.wait_after(count) for count in (1, 2, 3, 40)]

        assert [wait.total_seconds() for wait in waits] == [10, 20, 40, 86400]


class TestSubscribe:
    def test_refuses_a_name_that_is_taken(self, listener):
        with pytest.raises(ValueError, match="listener"):
            subscribers.subscribe("listener", listener, ())


def _deliver_for(span, at):
    steps = 40
    for step in range(steps):
        subscribers.deliver(at + span * step / steps)


def _on_postgresql():
    return connection.vendor == "postgresql"
