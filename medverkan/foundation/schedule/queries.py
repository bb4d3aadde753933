"""How the workers and their work are doing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from medverkan.foundation.audit import queries as audit
from medverkan.foundation.audit.models import Cursor, Undelivered
from medverkan.foundation.schedule import jobs
from medverkan.foundation.schedule.models import Job, JobRun, Worker

# Three missed heartbeats.
SILENCE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class JobState:
    """A job as the staff page shows it."""

    name: str
    title: Any
    due_at: dt.datetime
    retry_at: dt.datetime | None
    last_run_at: dt.datetime | None
    error: str
    is_running: bool
    is_late: bool


@dataclass(frozen=True)
class ServiceState:
    """Everything the staff page about the service shows."""

    workers: list[Worker]
    jobs: list[JobState]
    troubled: list[Cursor]
    undelivered: list[Undelivered]

    @property
    def is_well(self) -> bool:
        """Tell whether a worker lives and nothing fails or is late."""
        has_trouble = self.troubled or self.undelivered
        return (
            bool(self.workers)
            and not has_trouble
            and not any(worker.troubles for worker in self.workers)
            and not any(job.error or job.is_late for job in self.jobs)
        )


def service_state(*, at: dt.datetime) -> ServiceState:
    """Return how workers, jobs and subscribers are doing."""
    return ServiceState(
        workers=live_workers(at=at),
        jobs=_jobs(at=at),
        troubled=audit.troubled_cursors(),
        undelivered=audit.undelivered(),
    )


def live_workers(*, at: dt.datetime) -> list[Worker]:
    """Return the workers whose heartbeat was heard lately."""
    return list(
        Worker.objects.filter(stopped_at=None, seen_at__gt=at - SILENCE).order_by(
            "name"
        )
    )


def _jobs(*, at: dt.datetime) -> list[JobState]:
    registered = jobs.registered()
    last_run = JobRun.objects.filter(job=OuterRef("pk")).order_by("-started_at")
    rows = (
        Job.objects.filter(name__in=registered)
        .annotate(last_run_at=Subquery(last_run.values("started_at")[:1]))
        .annotate(last_error=Subquery(last_run.values("error")[:1]))
        .order_by("name")
    )
    return [
        JobState(
            name=row.name,
            title=registered[row.name].title or row.name,
            due_at=row.due_at,
            retry_at=row.retry_at,
            last_run_at=row.last_run_at,
            error=row.last_error or "",
            is_running=row.leased_until is not None and row.leased_until > at,
            is_late=row.due_at < at - SILENCE and row.retry_at is None,
        )
        for row in rows
    ]
