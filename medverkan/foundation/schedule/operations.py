"""Taking jobs, running them, and keeping the workers' heartbeats."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q, QuerySet

from medverkan.foundation import clock, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.foundation.schedule import events, jobs, rules
from medverkan.foundation.schedule.models import Job, JobRun, Worker
from medverkan.foundation.schedule.states import Outcome

LEASE = dt.timedelta(minutes=2)
FIRST_WAIT = dt.timedelta(seconds=30)
LONGEST_WAIT = dt.timedelta(hours=1)

logger = logging.getLogger(__name__)


def run_due(*, holder: str, at: dt.datetime) -> int:
    """Run every job that is due and that no other worker holds; return how many."""
    _prepare(at)
    due = _takeable(at).order_by("due_at", "pk").values_list("name", flat=True)
    return sum(_run(name, holder=holder, at=at) for name in list(due))


def _prepare(at: dt.datetime) -> None:
    """Make rows for new jobs: intervals are due at once, daily ones at their next time."""
    known = set(Job.objects.values_list("name", flat=True))
    for name, job in jobs.registered().items():
        if name not in known:
            due_at = at if job.every is not None else job.due_after(at)
            Job.objects.get_or_create(name=name, defaults={"due_at": due_at})


def _takeable(at: dt.datetime) -> QuerySet[Job]:
    return Job.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=at),
        Q(retry_at=None) | Q(retry_at__lte=at),
        name__in=jobs.registered(),
        due_at__lte=at,
    )


def _run(name: str, *, holder: str, at: dt.datetime) -> int:
    taken = (
        _takeable(at).filter(name=name).update(holder=holder, leased_until=at + LEASE)
    )
    if not taken:
        return 0
    recurring = jobs.registered()[name]
    due_at = recurring.latest_due(Job.objects.get(name=name).due_at, at=at)
    error = ""
    try:
        recurring.run(due_at)
    except Exception as failure:
        logger.exception("job %s failed", name)
        error = type(failure).__name__
    _finish(name, holder=holder, due_at=due_at, started_at=at, error=error)
    return 1


@transaction.atomic
def _finish(
    name: str, *, holder: str, due_at: dt.datetime, started_at: dt.datetime, error: str
) -> None:
    """Write down the run and let go of the job, unless another worker took it over."""
    ended_at = clock.now()
    job = (
        Job.objects.select_for_update(of=("self",))
        .filter(name=name, holder=holder)
        .first()
    )
    if job is None:
        logger.warning("job %s outlived its lease", name)
        return
    job.holder, job.leased_until = "", None
    if error:
        job.failed_count += 1
        job.retry_at = ended_at + wait_after(job.failed_count)
    else:
        job.failed_count, job.retry_at = 0, None
        job.due_at = jobs.registered()[name].due_after(due_at)
    job.save()
    JobRun.objects.create(
        job=job,
        due_at=due_at,
        started_at=started_at,
        ended_at=ended_at,
        outcome=(Outcome.FAILED if error else Outcome.DONE).value,
        error=error,
    )


def wait_after(failed_count: int) -> dt.timedelta:
    """Return how long to wait after so many failures: doubled each time, at most an hour."""
    return min(FIRST_WAIT * 2 ** min(failed_count - 1, 20), LONGEST_WAIT)


@transaction.atomic
def run_now(*, name: str, actor: Actor, at: dt.datetime) -> Job:
    """
    Have a job run at the worker's next round, whatever its rhythm or failures.

    :raises NotPermitted: the actor does not run the service
    """
    permissions.require(rules.may_run_jobs(actor))
    job = Job.objects.select_for_update(of=("self",)).get(name=name)
    job.due_at = min(job.due_at, at)
    job.retry_at = None
    job.save(update_fields=["due_at", "retry_at"])
    audit.record(events.JOB_HASTENED, subject=job, actor=actor, at=at, job=name)
    return job


def start_worker(*, name: str, at: dt.datetime) -> None:
    """Write down that a worker has started."""
    Worker.objects.update_or_create(
        name=name,
        defaults={"started_at": at, "seen_at": at, "stopped_at": None, "troubles": {}},
    )


def beat(*, name: str, troubles: dict[str, str], at: dt.datetime) -> None:
    """Show that a worker lives, and prolong the leases it holds."""
    Worker.objects.filter(name=name).update(seen_at=at, troubles=troubles)
    Job.objects.filter(holder=name).update(leased_until=at + LEASE)


def stop_worker(*, name: str, at: dt.datetime) -> None:
    """Write down that a worker has stopped of its own accord."""
    Worker.objects.filter(name=name).update(seen_at=at, stopped_at=at)


def forget_before(limit: dt.datetime) -> None:
    """Delete runs and workers older than the limit."""
    JobRun.objects.filter(started_at__lt=limit).delete()
    Worker.objects.filter(seen_at__lt=limit).delete()
