import datetime as dt

import pytest

from medverkan.foundation.schedule import jobs


def _recurring(**rhythm):
    rhythm = {"every": None, "daily_at": None, **rhythm}
    return jobs.RecurringJob(name="j", run=print, **rhythm)


def _utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


class TestTheJobsOfTheHouse:
    def test_have_a_title_that_staff_can_read(self):
        assert [job.name for job in jobs.registered().values() if not job.title] == []


class TestADailyJob:
    job = _recurring(daily_at=dt.time(3, 10))

    def test_is_due_later_today(self):
        due_at = self.job.due_after(_utc(2026, 11, 10, 1, 0))

        assert due_at == _utc(2026, 11, 10, 2, 10)

    def test_is_due_tomorrow_when_its_time_has_come(self):
        due_at = self.job.due_after(_utc(2026, 11, 10, 2, 10))

        assert due_at == _utc(2026, 11, 11, 2, 10)

    def test_keeps_its_time_of_day_in_summer(self):
        due_at = self.job.due_after(_utc(2026, 7, 10, 0, 0))

        assert due_at == _utc(2026, 7, 10, 1, 10)

    def test_missed_for_days_was_last_due_at_its_latest_time(self):
        latest = self.job.latest_due(
            _utc(2026, 11, 3, 2, 10), at=_utc(2026, 11, 10, 1, 0)
        )

        assert latest == _utc(2026, 11, 9, 2, 10)


class TestAnIntervalJob:
    job = _recurring(every=dt.timedelta(minutes=5))

    def test_is_due_an_interval_later(self):
        assert self.job.due_after(_utc(2026, 1, 1)) == _utc(2026, 1, 1, 0, 5)

    def test_missed_was_last_due_on_its_own_beat(self):
        latest = self.job.latest_due(_utc(2026, 1, 1), at=_utc(2026, 1, 1, 1, 3))

        assert latest == _utc(2026, 1, 1, 1, 0)


class TestJob:
    def test_refuses_two_rhythms(self):
        with pytest.raises(ValueError, match="one of"):
            jobs.job("j", run=print, every=dt.timedelta(1), daily_at=dt.time(1))

    def test_refuses_none(self):
        with pytest.raises(ValueError, match="one of"):
            jobs.job("j", run=print)

    def test_refuses_a_name_that_is_taken(self, monkeypatch):
        monkeypatch.setattr(jobs, "_jobs", {})
        jobs.job("j", run=print, daily_at=dt.time(1))

        with pytest.raises(ValueError, match="twice"):
            jobs.job("j", run=print, daily_at=dt.time(1))
