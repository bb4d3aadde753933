"""Workers killed, and transactions that commit in another order than they began."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, connections, transaction

from medverkan.foundation.audit import queries, subscribers
from tests import processes
from tests.factories.audit import record_thing

pytestmark = pytest.mark.django_db(transaction=True)

SUBSCRIBE = """
import sys, time
from medverkan.foundation.audit import subscribers
from medverkan.foundation.audit.models import Submission

def hear(events, at):
    for event in events:
        Submission.objects.create(
            key=f"{event.pk}", operation="heard", digest="", recorded_at=at)
    if "hang" in sys.argv:
        print("in the middle", flush=True)
        time.sleep(60)

subscribers._subscribers.clear()
subscribers.subscribe("listener", hear, ("thing.happened",))
"""
WORK = "from django.core.management import call_command; call_command('worker')"
WORK_ONCE = (
    "from django.core.management import call_command; call_command('worker', once=True)"
)
WRITE = """
from tests.factories.audit import record_thing
for number in range(60):
    record_thing(str(number))
print("written", flush=True)
"""
COUNT = """
from medverkan.foundation.audit.models import Event, Submission
print(Event.objects.count(), Submission.objects.filter(operation="heard").count())
"""


class TestAWorkerKilled:
    def test_in_the_middle_of_a_delivery_loses_nothing(self):
        url = processes.database_url()
        processes.run(WRITE, url=url)
        worker = processes.start(
            "import sys; sys.argv.append('hang')\n" + SUBSCRIBE + WORK, url=url
        )
        processes.wait_for(worker, "in the middle")

        processes.kill(worker)
        processes.run(SUBSCRIBE + WORK_ONCE, url=url)

        assert processes.run(COUNT, url=url).split() == ["60", "60"]

    def test_while_events_are_written_loses_nothing(self):
        url = processes.database_url()
        writer = processes.start(WRITE, url=url)
        for _attempt in range(2):
            worker = processes.start(SUBSCRIBE + WORK, url=url)
            processes.wait_for(worker, "The worker has started.")
            processes.kill(worker)

        processes.wait_for(writer, "written")
        writer.communicate()
        processes.run(SUBSCRIBE + WORK_ONCE, url=url)

        assert processes.run(COUNT, url=url).split() == ["60", "60"]


class TestTwoWorkers:
    def test_hear_each_event_once_between_them(self):
        url = processes.database_url()
        processes.run(WRITE, url=url)
        workers = [processes.start(SUBSCRIBE + WORK_ONCE, url=url) for _ in range(2)]

        for worker in workers:
            worker.communicate(timeout=120)

        assert processes.run(COUNT, url=url).split() == ["60", "60"]


@pytest.mark.postgresql
@pytest.mark.skipif("connection.vendor != 'postgresql'")
class TestTransactionsThatCommitInReverse:
    @pytest.fixture
    def heard(self, monkeypatch):
        heard = []
        monkeypatch.setattr(subscribers, "_subscribers", {})
        subscribers.subscribe(
            "listener",
            lambda events, at: heard.extend(event.data["what"] for event in events),
            ("thing.happened",),
        )
        return heard

    def test_are_all_heard(self, heard, at):
        with Elsewhere() as other:
            other.do(lambda: record_thing("first"))
            record_thing("second")
            subscribers.deliver(at)
            assert heard == []

        _deliver_all(at)

        assert heard == ["first", "second"]

    def test_are_all_heard_when_ids_and_transactions_differ_in_order(self, heard, at):
        with Elsewhere() as other, transaction.atomic():
            _take_transaction_number()
            other.do(lambda: record_thing("lower id, later number"))
            record_thing("higher id, earlier number")
            transaction.on_commit(lambda: subscribers.deliver(at))

        _deliver_all(at)

        assert sorted(heard) == ["higher id, earlier number", "lower id, later number"]


class Elsewhere:
    """A transaction on a connection of its own, committed when the block ends."""

    def __enter__(self):
        self._steps, self._done = [], threading.Event()
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def do(self, step):
        finished = threading.Event()
        with self._wake:
            self._steps.append((step, finished))
            self._wake.notify()
        assert finished.wait(10)

    def __exit__(self, *_):
        self._done.set()
        with self._wake:
            self._wake.notify()
        self._thread.join(10)

    def _run(self):
        with transaction.atomic():
            while not self._done.is_set():
                with self._wake:
                    self._wake.wait_for(lambda: self._steps or self._done.is_set())
                    steps, self._steps = self._steps, []
                for step, finished in steps:
                    step()
                    finished.set()
        connections.close_all()


def _deliver_all(at):
    """Deliver once no transaction runs, of other databases of the server neither."""
    for _tenth in range(300):
        if not queries.has_unsettled():
            break
        time.sleep(0.1)
    subscribers.deliver(at)


def _take_transaction_number():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
