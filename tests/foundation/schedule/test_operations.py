from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, Actor, Grant, NotPermitted
from medverkan.foundation.schedule import jobs, operations
from medverkan.foundation.schedule.models import Job, JobRun

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
ADMINISTRATOR = Actor(user_id=1, grants=frozenset({Grant("administrator")}))


@pytest.fixture
def runs(monkeypatch):
    """A job of each minute that notes as of when it ran, and fails while told to."""
    monkeypatch.setattr(jobs, "_jobs", {})
    runs = Runs()
    jobs.job("tidy", every=MINUTE, run=runs.run)
    return runs


class Runs(list):
    fails = False

    def run(self, at):
        self.append(at)
        if self.fails:
            raise RuntimeError


class TestRunDue:
    def test_runs_a_new_job_at_once(self, runs, at):
        assert operations.run_due(holder="a", at=at) == 1
        assert runs == [at]

    def test_runs_it_once_when_due(self, runs, at):
        operations.run_due(holder="a", at=at)

        assert operations.run_due(holder="a", at=at + MINUTE / 2) == 0
        assert operations.run_due(holder="a", at=at + MINUTE) == 1

    def test_catches_up_once_as_of_the_last_due_time(self, runs, at):
        operations.run_due(holder="a", at=at)

        operations.run_due(holder="a", at=at + MINUTE * 7.5)

        assert runs == [at, at + MINUTE * 7]
        assert Job.objects.get().due_at == at + MINUTE * 8

    def test_leaves_a_job_to_the_worker_that_holds_it(self, runs, at):
        _held_by("b", until=at + MINUTE, at=at)

        assert operations.run_due(holder="a", at=at) == 0

    def test_takes_over_from_a_worker_that_is_silent(self, runs, at):
        _held_by("b", until=at, at=at)

        assert operations.run_due(holder="a", at=at) == 1

    def test_writes_down_the_run(self, runs, at):
        operations.run_due(holder="a", at=at)

        run = JobRun.objects.get()
        assert (run.outcome, run.due_at, run.error) == ("done", at, "")

    def test_starts_a_daily_job_at_its_next_time(self, runs, at):
        jobs.job("nightly", daily_at=dt.time(3), run=runs.run)

        operations.run_due(holder="a", at=at)

        assert Job.objects.get(name="nightly").due_at > at


class TestAJobThatFails:
    def test_is_tried_again_later_as_of_the_same_time(self, runs, at):
        runs.fails = True
        operations.run_due(holder="a", at=at)
        retry_at = Job.objects.get().retry_at
        runs.fails = False

        assert operations.run_due(holder="a", at=retry_at - MINUTE / 60) == 0
        assert operations.run_due(holder="a", at=retry_at) == 1
        assert Job.objects.get().failed_count == 0

    def test_is_written_down_without_its_words(self, runs, at):
        runs.fails = True
        operations.run_due(holder="a", at=at)

        assert JobRun.objects.get().error == "RuntimeError"

    def test_waits_longer_and_longer_but_at_most_an_hour(self):
        waits = [operations.wait_after(count) for count in (1, 2, 30)]

        assert [wait.total_seconds() for wait in waits] == [30, 60, 3600]

    def test_does_not_stop_the_next_job(self, runs, at):
        runs.fails = True
        other = []
        jobs.job("other", every=MINUTE, run=other.append)

        operations.run_due(holder="a", at=at)

        assert other == [at]


class TestBeat:
    def test_prolongs_the_leases_of_the_worker(self, runs, at):
        _held_by("b", until=at + MINUTE, at=at)

        operations.beat(name="b", troubles={}, at=at + MINUTE / 2)

        assert Job.objects.get().leased_until == at + MINUTE / 2 + operations.LEASE


class TestRunNow:
    def test_has_the_job_run_at_the_next_round(self, runs, at):
        operations.run_due(holder="a", at=at)

        operations.run_now(name="tidy", actor=ADMINISTRATOR, at=at)

        assert operations.run_due(holder="a", at=at) == 1
        assert Event.objects.get().name == "job.hastened"

    def test_is_for_administrators(self, runs, at):
        operations.run_due(holder="a", at=at)

        with pytest.raises(NotPermitted):
            operations.run_now(name="tidy", actor=ANYONE, at=at)


class TestForgetBefore:
    def test_deletes_old_runs(self, runs, at):
        operations.run_due(holder="a", at=at)

        operations.forget_before(at)
        assert JobRun.objects.exists()
        operations.forget_before(at + MINUTE)
        assert not JobRun.objects.exists()


def _held_by(holder, *, until, at):
    Job.objects.create(name="tidy", due_at=at, holder=holder, leased_until=until)
