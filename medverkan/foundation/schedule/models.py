"""Tables of recurring jobs, of their runs, and of the workers that run them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from medverkan.foundation.schedule.states import Outcome


class Job(models.Model):
    """
    A recurring job: when it is due, and the worker that holds it while it runs.

    A holder that dies lets go when `leased_until` has passed. `retry_at` postpones a job
    that failed; its due time stays.
    """

    name = models.CharField(max_length=80, unique=True)
    due_at = models.DateTimeField()
    retry_at = models.DateTimeField(null=True)
    failed_count = models.PositiveIntegerField(default=0)
    holder = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="schedule_job_holder_has_a_lease",
                condition=Q(holder="", leased_until=None)
                | (~Q(holder="") & Q(leased_until__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """One run of a job; `error` is the kind of exception alone."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="runs")
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, choices=[(outcome.value, outcome.value) for outcome in Outcome]
    )
    error = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["job", "started_at"], name="schedule_run_by_job"),
            models.Index(fields=["started_at"], name="schedule_run_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} {self.outcome} {self.due_at:%Y-%m-%d %H:%M}"


class Worker(models.Model):
    """A worker process: `seen_at` is its heartbeat, `troubles` the rounds that fail in it."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    stopped_at = models.DateTimeField(null=True)
    troubles = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
