"""Dates and times as people say them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from medverkan.foundation.design import dates

DAY = dt.date(2026, 11, 10)


class TestDatetimeLong:
    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("sv", "10 november 2026 kl. 17.42"),
            ("en", "10 November 2026 at 17:42"),
            ("fi", "10. marraskuuta 2026 klo 17.42"),
        ],
    )
    def test_is_written_in_the_municipalitys_time(
        self, language: str, expected: str
    ) -> None:
        moment = dt.datetime(2026, 11, 10, 16, 42, tzinfo=dt.UTC)

        with translation.override(language):
            assert dates.datetime_long(moment) == expected

    def test_turns_to_the_next_day_at_midnight_in_stockholm(self) -> None:
        moment = dt.datetime(2026, 11, 10, 23, 30, tzinfo=dt.UTC)

        assert dates.date_long(moment) == "11 november 2026"


class TestDayRelative:
    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (0, "i dag"),
            (1, "i morgon"),
            (5, "5 dagar"),
            (-1, "1 dag sen"),
            (-2, "2 dagar sen"),
        ],
    )
    def test_says_how_far_it_is(self, days: int, expected: str) -> None:
        day = DAY + dt.timedelta(days=days)

        with translation.override("sv"):
            assert dates.day_relative(day, today=DAY) == expected

    def test_counts_days_in_stockholm(self) -> None:
        late_evening = dt.datetime(2026, 11, 9, 23, 30, tzinfo=dt.UTC)

        with translation.override("sv"):
            assert dates.day_relative(DAY, today=late_evening) == "i dag"
