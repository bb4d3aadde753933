"""The one place that reads the clock; views and jobs pass its time on as `at`."""

import datetime as dt


def now() -> dt.datetime:
    """Return this instant in UTC."""
    return dt.datetime.now(tz=dt.UTC)
