import datetime as dt

import pytest

from medverkan.foundation import calendar


class TestAddWorkingDays:
    @pytest.mark.parametrize(
        ("start", "count", "end"),
        [
            (dt.date(2026, 12, 22), 10, dt.date(2027, 1, 12)),
            (dt.date(2026, 11, 10), 10, dt.date(2026, 11, 24)),
            (dt.date(2026, 11, 20), 1, dt.date(2026, 11, 23)),
            (dt.date(2026, 6, 18), 1, dt.date(2026, 6, 22)),
            (dt.date(2026, 11, 10), 0, dt.date(2026, 11, 10)),
        ],
    )
    def test_skips_weekends_holidays_and_eves(self, start, count, end):
        assert calendar.add_working_days(start, count) == end

    def test_skips_the_municipalitys_bridging_days(self):
        bridging = frozenset({dt.date(2026, 12, 23)})

        end = calendar.add_working_days(dt.date(2026, 12, 22), 1, closed=bridging)

        assert end == dt.date(2026, 12, 28)


class TestWorkingDaysBetween:
    def test_is_the_inverse_of_adding(self):
        start = dt.date(2026, 12, 22)

        assert calendar.working_days_between(start, dt.date(2027, 1, 12)) == 10

    def test_is_negative_backwards(self):
        assert (
            calendar.working_days_between(dt.date(2026, 11, 24), dt.date(2026, 11, 10))
            == -10
        )


class TestDayLimits:
    def test_a_summer_day_ends_at_22_utc(self):
        end = calendar.end_of_day(dt.date(2026, 7, 1))

        assert end == dt.datetime(2026, 7, 1, 22, 0, tzinfo=dt.UTC)

    def test_late_evening_in_utc_is_the_next_day_in_sweden(self):
        at = dt.datetime(2026, 11, 10, 23, 30, tzinfo=dt.UTC)

        assert calendar.local_date(at) == dt.date(2026, 11, 11)

    @pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
    def test_the_ends_of_the_calendar_are_days_too(self, day):
        assert calendar.start_of_day(day) <= calendar.end_of_day(day)
