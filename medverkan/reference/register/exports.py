"""The day's post as rows of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from medverkan.foundation import calendar
from medverkan.reference.register.models import Record
from medverkan.reference.register.queries import DiaryDay


def rows_of_day(diary: DiaryDay) -> Iterator[list[str]]:
    """Yield headings, then a row for each that arrived or was registered late."""
    yield [
        _("Register number"),
        _("Arrived"),
        _("Registered"),
        _("Subject line"),
        _("Class"),
        _("Responsible"),
        _("State"),
    ]
    for record in [*diary.arrived, *diary.registered_late]:
        yield _row(record)
    for arrival in diary.set_aside:
        state = arrival.get_state_display()
        yield ["", _written(arrival.arrived_at), "", "", "", "", state]


def _row(record: Record) -> list[str]:
    return [
        record.register_number,
        _written(record.arrived_at),
        _written(record.opened_at),
        record.subject_line,
        record.class_code.code if record.class_code else "",
        str(record.responsible_body),
        record.get_state_display(),
    ]


def _written(at: dt.datetime) -> str:
    return f"{at.astimezone(calendar.STOCKHOLM):%Y-%m-%d %H:%M}"
