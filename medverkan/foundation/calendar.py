"""Swedish days: what a working day is and when a day begins and ends in UTC."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo

import holidays

STOCKHOLM = ZoneInfo("Europe/Stockholm")
# A day inside what databases and clocks of every zone can hold.
FIRST_AT = dt.datetime(1, 1, 2, tzinfo=dt.UTC)
LAST_AT = dt.datetime(9999, 12, 30, tzinfo=dt.UTC)
# What lies outside was typed by mistake; days may be counted on from the last.
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


@cache
def _closed_days(year: int) -> frozenset[dt.date]:
    # Midsummer Eve, Christmas Eve and New Year's Eve are no public holidays but count
    # as such for time limits: lag (1930:173) om beräkning av lagstadgad tid, 2 §.
    public = holidays.country_holidays("SE", years=year, include_sundays=False)
    days = {day for day in public if day.year == year}
    days.update({dt.date(year, 12, 24), dt.date(year, 12, 31)})
    midsummer_eve = next(
        day
        for day in (dt.date(year, 6, 19) + dt.timedelta(n) for n in range(7))
        if day.weekday() == 4
    )
    days.add(midsummer_eve)
    return frozenset(days)


def is_working_day(day: dt.date, *, closed: frozenset[dt.date] = frozenset()) -> bool:
    """Tell whether the day is a working day; `closed` adds the municipality's bridging days."""
    return day.weekday() < 5 and day not in _closed_days(day.year) and day not in closed


def add_working_days(
    start: dt.date, count: int, *, closed: frozenset[dt.date] = frozenset()
) -> dt.date:
    """
    Return the date `count` working days after `start`, which is not counted itself.

    Bridging days (`closed`) are for service promises, never for statutory time.
    """
    day = start
    while count > 0:
        day += dt.timedelta(days=1)
        if is_working_day(day, closed=closed):
            count -= 1
    return day


def working_days_between(
    start: dt.date, end: dt.date, *, closed: frozenset[dt.date] = frozenset()
) -> int:
    """Count working days after `start` up to and including `end`; negative when end is before."""
    if end < start:
        return -working_days_between(end, start, closed=closed)
    return sum(
        is_working_day(day, closed=closed) for day in _days_after(start, until=end)
    )


def _days_after(start: dt.date, *, until: dt.date) -> Iterator[dt.date]:
    for offset in range(1, (until - start).days + 1):
        yield start + dt.timedelta(days=offset)


class WorkingDays:
    """
    Counts working days for many pairs of dates: two look-ups each, where
    `working_days_between` walks from day to day.
    """

    def __init__(self, closed: frozenset[dt.date] = frozenset()) -> None:
        self._closed = closed
        self._years: dict[int, list[int]] = {}

    def between(self, start: dt.date, end: dt.date) -> int:
        """Count working days after `start` up to and including `end`; 0 when end is before."""
        if end <= start:
            return 0
        whole_years = sum(self._of(year)[-1] for year in range(start.year, end.year))
        return whole_years + self._until(end) - self._until(start)

    def _until(self, day: dt.date) -> int:
        return self._of(day.year)[day.timetuple().tm_yday]

    def _of(self, year: int) -> list[int]:
        """Return how many working days of the year are gone after each of its days."""
        if year not in self._years:
            gone = [0]
            for day in _days_after(
                dt.date(year - 1, 12, 31), until=dt.date(year, 12, 31)
            ):
                gone.append(gone[-1] + is_working_day(day, closed=self._closed))
            self._years[year] = gone
        return self._years[year]


def local_date(at: dt.datetime) -> dt.date:
    """Return the calendar day in Sweden at this instant."""
    return at.astimezone(STOCKHOLM).date()


def start_of_day(day: dt.date) -> dt.datetime:
    """
    Return the instant (UTC) at which the day begins in Sweden.

    Days at the ends of the calendar begin at FIRST_AT and LAST_AT: somebody who asks for
    all there is from year 1 to 9999 gets it.
    """
    if not FIRST_AT.date() < day < LAST_AT.date():
        return FIRST_AT if day < LAST_AT.date() else LAST_AT
    return dt.datetime.combine(day, dt.time.min, tzinfo=STOCKHOLM).astimezone(dt.UTC)


def end_of_day(day: dt.date) -> dt.datetime:
    """Return the first instant (UTC) after the day in Sweden: an exclusive end."""
    return LAST_AT if day == dt.date.max else start_of_day(day + dt.timedelta(days=1))


def months_after(day: dt.date, count: int) -> dt.date:
    """Return the same day `count` months later, or the last of that month if it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = (
        dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - dt.timedelta(1)
    ).day
    return dt.date(year, month + 1, min(day.day, last))
