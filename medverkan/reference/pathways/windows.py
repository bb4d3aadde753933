"""When a window closes and a statutory time is out: calendar days and months in Sweden."""

from __future__ import annotations

import calendar as months_of
import datetime as dt

from medverkan.foundation import calendar
from medverkan.reference.pathways.models import RuleSet


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or that month's last day."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    last = months_of.monthrange(year, month)[1]
    return day.replace(year=year, month=month, day=min(day.day, last))


def closes_at(
    rule_set: RuleSet, *, opened_at: dt.datetime, chosen_months: int | None = None
) -> dt.datetime | None:
    """
    Return the instant (UTC, exclusive) at which a window opened now would close.

    It closes at the end of its last day in Sweden: the day of opening plus the days or
    months. An author who chose no months gets the longest. None means no last day.
    """
    opened_date = calendar.local_date(opened_at)
    if rule_set.window_days is not None:
        last_day = opened_date + dt.timedelta(days=rule_set.window_days)
    elif rule_set.month_choices:
        longest = max(rule_set.month_choices)
        last_day = add_months(opened_date, min(chosen_months or longest, longest))
    else:
        return None
    return calendar.end_of_day(last_day)
