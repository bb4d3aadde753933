"""What the worker does for this room and those below it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit import once, subscribers
from medverkan.foundation.schedule import jobs, operations, rounds

RUNS_KEPT = dt.timedelta(days=30)
# As long as a form may stay open in a browser, with a wide margin.
SUBMISSIONS_KEPT = dt.timedelta(days=30)


def register() -> None:
    """Register the round of events and the jobs that tidy up."""
    rounds.register("events", subscribers.deliver)
    jobs.job(
        "forget_old_submissions",
        daily_at=dt.time(3, 10),
        run=_forget_submissions,
        title=_("Forget the keys of old forms"),
    )
    jobs.job(
        "forget_old_runs",
        daily_at=dt.time(3, 20),
        run=_forget_runs,
        title=_("Forget old runs of jobs"),
    )


def _forget_submissions(at: dt.datetime) -> None:
    once.forget_before(at - SUBMISSIONS_KEPT)


def _forget_runs(at: dt.datetime) -> None:
    operations.forget_before(at - RUNS_KEPT)
