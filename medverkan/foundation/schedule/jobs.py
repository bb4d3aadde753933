"""The register of recurring jobs, and when each is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from medverkan.foundation import calendar

# What it returns is for those who call it otherwise; the worker has no use for it.
Run = Callable[[dt.datetime], object]


@dataclass(frozen=True)
class RecurringJob:
    """A job with its rhythm: an interval, or a time of day in Sweden."""

    name: str
    run: Run
    every: dt.timedelta | None
    daily_at: dt.time | None
    title: Any = ""

    def due_after(self, at: dt.datetime) -> dt.datetime:
        """Return the first due time after this instant."""
        if self.every is not None:
            return at + self.every
        day = calendar.local_date(at)
        due_at = self._due_on(day)
        return due_at if due_at > at else self._due_on(day + dt.timedelta(days=1))

    def latest_due(self, due_at: dt.datetime, *, at: dt.datetime) -> dt.datetime:
        """Return the last due time that has passed, when `due_at` has: missed ones are one."""
        if self.every is not None:
            return due_at + (at - due_at) // self.every * self.every
        today = self._due_on(calendar.local_date(at))
        yesterday = self._due_on(calendar.local_date(at) - dt.timedelta(days=1))
        return max(due_at, today if today <= at else yesterday)

    def _due_on(self, day: dt.date) -> dt.datetime:
        local = dt.datetime.combine(day, self.daily_at, tzinfo=calendar.STOCKHOLM)
        return local.astimezone(dt.UTC)


_jobs: dict[str, RecurringJob] = {}


def job(
    name: str,
    *,
    every: dt.timedelta | None = None,
    daily_at: dt.time | None = None,
    run: Run,
    title: Any = "",
) -> RecurringJob:
    """
    Have one worker call `run(at)` each interval, or each day at a time of day in Sweden.

    `at` is the time at which the run was due. After downtime the job is run once, as of
    the last time it was due. It may be run again after a crash, so it must be idempotent.
    What should happen within seconds is a round, not a job. `title` is a lazy msgid that
    staff reads instead of the name.

    :raises ValueError: the name is taken, or not exactly one rhythm is given
    """
    if (every is None) == (daily_at is None):
        raise ValueError(f"job {name} takes one of every and daily_at")
    if name in _jobs:
        raise ValueError(f"job {name} is registered twice")
    _jobs[name] = RecurringJob(
        name=name, run=run, every=every, daily_at=daily_at, title=title
    )
    return _jobs[name]


def registered() -> dict[str, RecurringJob]:
    """Return every registered job by name."""
    return dict(sorted(_jobs.items()))
