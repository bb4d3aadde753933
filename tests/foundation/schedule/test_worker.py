from __future__ import annotations

import signal
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from medverkan.foundation.schedule import jobs, rounds
from medverkan.foundation.schedule.models import Worker as WorkerRow
from medverkan.foundation.schedule.worker import Worker
from tests import processes


@pytest.fixture(autouse=True)
def _no_other_work(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    monkeypatch.setattr(rounds, "_rounds", {})


@pytest.fixture
def worker():
    return Worker(stop=threading.Event())


@pytest.mark.django_db(transaction=True)
class TestWork:
    def test_goes_on_until_nothing_is_left_to_do(self, worker):
        left = [3, 2, 1]
        rounds.register("count", lambda _at: left.pop() if left else 0)

        worker.work(until_idle=True)

        assert left == []

    def test_shows_when_it_has_stopped(self, worker):
        worker.work(until_idle=True)

        row = WorkerRow.objects.get()
        assert row.name == worker.name
        assert row.stopped_at is not None


@pytest.mark.django_db
class TestARoundThatFails:
    def test_does_not_stop_the_others(self, worker):
        done = []
        rounds.register("failing", _fail)
        rounds.register("other", lambda at: len(done.append(at) or done))

        assert worker.work_once() == 1
        assert worker.troubles == {"failing": "ZeroDivisionError"}

    def test_waits_before_it_is_tried_again(self, worker):
        tries = []
        rounds.register("failing", lambda at: tries.append(at) or _fail(at))

        worker.work_once()
        worker.work_once()

        assert len(tries) == 1


@pytest.mark.django_db
class TestTheCommand:
    def test_refuses_to_start_without_the_guards(self):
        with connection.cursor() as cursor:
            table = " ON audit_event" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER guard_audit_event_delete{table}")

        with pytest.raises(CommandError, match="guard_audit_event_delete"):
            call_command("worker", once=True)


@pytest.mark.django_db(transaction=True)
class TestAWorkerToldToStop:
    def test_finishes_what_it_does_and_says_goodbye(self):
        process = processes.start(SLOW_ROUND, url=processes.database_url())
        processes.wait_for(process, "round begins")

        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=30)

        assert "round ends" in output
        assert process.returncode == 0
        assert WorkerRow.objects.get().stopped_at is not None


def _fail(_at):
    return 1 / 0


SLOW_ROUND = """
import time
from django.core.management import call_command
from medverkan.foundation.schedule import rounds

def slow(at):
    print("round begins", flush=True)
    time.sleep(1)
    print("round ends", flush=True)
    return 1

rounds._rounds.clear()
rounds.register("slow", slow)
call_command("worker")
"""
