from __future__ import annotations

import pytest
from django.urls import reverse

from medverkan.foundation import clock
from medverkan.foundation.audit.models import Cursor, Undelivered
from medverkan.foundation.schedule import operations
from medverkan.foundation.schedule.models import Job
from tests.factories.audit import EventFactory

pytestmark = pytest.mark.django_db

PAGE = "schedule:service"


class TestTheServicePage:
    def test_is_for_administrators(self, client, as_role):
        assert client.get(reverse(PAGE)).status_code in (302, 403)
        assert as_role("officer").get(reverse(PAGE)).status_code == 403

    def test_says_that_no_worker_runs(self, as_role):
        text = as_role("administrator").get(reverse(PAGE)).text

        assert "Ingen arbetare är igång" in text

    def test_says_that_all_is_well(self, as_role):
        operations.start_worker(name="a:1", at=clock.now())
        operations.run_due(holder="a:1", at=clock.now())

        text = as_role("administrator").get(reverse(PAGE)).text

        assert "Allt går som det ska" in text
        assert "Glömma gamla körningar" in text

    def test_shows_events_that_were_not_passed_on(self, as_role):
        Cursor.objects.create(
            subscriber="stuck", failed_count=1, retry_at=clock.now(), error="KeyError"
        )
        Undelivered.objects.create(
            subscriber="choosy",
            event=EventFactory(),
            failed_count=5,
            retry_at=clock.now(),
            error="ValueError",
            set_aside_at=clock.now(),
        )

        text = as_role("administrator").get(reverse(PAGE)).text

        assert "stuck stannade vid en händelse (KeyError)" in text
        assert "choosy kunde inte ta emot thing.happened (ValueError)" in text


class TestRunNow:
    def test_makes_the_job_due(self, as_role):
        operations.run_due(holder="a:1", at=clock.now())

        as_role("administrator").post(_run_now("forget_old_runs"))

        assert Job.objects.get(name="forget_old_runs").due_at <= clock.now()

    def test_is_for_administrators(self, as_role):
        operations.run_due(holder="a:1", at=clock.now())

        assert as_role("officer").post(_run_now("forget_old_runs")).status_code == 403

    def test_knows_only_the_jobs_there_are(self, as_role):
        assert as_role("administrator").post(_run_now("nothing")).status_code == 404


def _run_now(name):
    return reverse("schedule:run_now", args=[name])
