"""The figures as people and machines read them: definitions, names, periods, tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import words
from medverkan.participation.cases.counting import SMALLEST_SHOWN
from medverkan.participation.cases.figures import (
    BY_WHOLE_MONTHS,
    Figures,
    Grouping,
    Period,
    measure,
)
from medverkan.participation.cases.models import CaseQuerySet, Tag
from medverkan.reference.bodies.models import Body, Topic
from medverkan.reference.pathways.models import Pathway

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
PROMISES_KEPT_FOR = 600
YEARS_BACK = 5


@dataclass(frozen=True)
class Definition:
    """A figure by its name, in words."""

    name: str
    label: Any
    text: Any


ANSWERS = (
    Definition(
        "received",
        _("Cases received"),
        _(
            "Cases that reached the municipality in the period, in any way and whatever came "
            "of them."
        ),
    ),
    Definition(
        "answered",
        _("Cases answered"),
        _("Cases that got their first answer in the period, whenever they arrived."),
    ),
    Definition(
        "median_days",
        _("Median working days"),
        _(
            "Working days from the day after arrival up to and including the day of the first "
            "answer. Half of those who were answered in the period got their answer within "
            "this time."
        ),
    ),
    Definition(
        "median_days_without_pauses",
        _("Median without pauses"),
        _(
            "The same, without the working days when we had asked something and waited for "
            "the one who wrote."
        ),
    ),
    Definition(
        "due",
        _("Should have been answered"),
        _(
            "Cases whose first answer was promised for a day in the period. A pause moves the "
            "day. What was withdrawn before that is left out. Cases that are answered "
            "together count one by one."
        ),
    ),
    Definition(
        "in_time",
        _("Answered in time"),
        _("Those of them that got their first answer on the promised day or before."),
    ),
    Definition(
        "share_in_time",
        _("Share in time, per cent"),
        _(
            "How many of a hundred that should have been answered were answered in time, "
            "rounded down. What still waits counts as late."
        ),
    ),
)
RATINGS = (
    Definition(
        "rated",
        _("Told how it went"),
        _(
            "Of the cases that got their first answer in the period: how many of those who "
            "wrote have told whether it was solved. Fewer than five are not shown."
        ),
    ),
    Definition(
        "share_rated",
        _("Share who told, per cent"),
        _("How many of a hundred that were answered have told, rounded down."),
    ),
    Definition(
        "share_solved",
        _("Solved, per cent"),
        _(
            "Of those who told: how many of a hundred said yes, it was solved. Partly is not "
            "counted as yes."
        ),
    ),
    Definition(
        "graded",
        _("Graded the answer"),
        _(
            "How many of those who told also said how content they are with the answer. Fewer "
            "than five are not shown."
        ),
    ),
    Definition(
        "share_content",
        _("Content, per cent"),
        _("Of those who graded: how many of a hundred gave 4 or 5 on a scale up to 5."),
    ),
)
DEFINITIONS = (*ANSWERS, *RATINGS)

GROUPINGS = {
    Grouping.BODY: _("Who answers"),
    Grouping.PATHWAY: _("Kind"),
    Grouping.TOPIC: _("Topic"),
    Grouping.LANGUAGE: _("Language"),
    Grouping.CHANNEL: _("How it came in"),
    Grouping.TAG: _("Marked for follow-up"),
}


@dataclass(frozen=True)
class Row:
    """One group: `key` stands in files, `label` is what people read."""

    key: str
    label: str
    figures: Figures

    @property
    def values(self) -> list[float | None]:
        """Return the figures in the order of their definitions."""
        return self.values_of(DEFINITIONS)

    def values_of(self, definitions: Iterable[Definition]) -> list[float | None]:
        """Return some of the figures."""
        return [plain(getattr(self.figures, one.name)) for one in definitions]


@dataclass(frozen=True)
class Table:
    """The figures of a period by one grouping, the largest group first."""

    period: Period
    by: Grouping
    rows: list[Row]
    total: Row

    @property
    def columns(self) -> list[Any]:
        """Return the heading of each column."""
        return self.columns_of(DEFINITIONS)

    def columns_of(self, definitions: Iterable[Definition]) -> list[Any]:
        """Return the heading of each column of some figures."""
        return [GROUPINGS[self.by], *(one.label for one in definitions)]

    def as_csv(self) -> Iterator[list[Any]]:
        """Return the rows of a file, with the period in each so that files can be joined."""
        yield [_("First day"), _("Last day"), _("Key"), *self.columns]
        for row in [*self.rows, self.total]:
            period = [self.period.first, self.period.last]
            yield [*period, row.key, row.label, *row.values]

    def as_data(self) -> dict[str, Any]:
        """Return the table for JSON, each figure with its definition."""
        return {
            "licence": LICENCE,
            "period": {
                "first": self.period.first.isoformat(),
                "last": self.period.last.isoformat(),
            },
            "grouping": self.by.value,
            "smallest_group": SMALLEST_SHOWN,
            "definitions": {one.name: str(one.text) for one in DEFINITIONS},
            "rows": [_data(row) for row in self.rows],
            "total": _data(self.total),
        }


def table(
    period: Period,
    *,
    by: Grouping,
    today: dt.date,
    cases: CaseQuerySet | None = None,
) -> Table:
    """
    Return the figures with the names of their groups, in eleven queries at most.

    By topic, language and tag the period is widened to whole months: otherwise the difference
    between two periods would give single cases away.
    """
    if by in BY_WHOLE_MONTHS:
        period = in_whole_months(period)
    measured = measure(period, by=by, today=today, cases=cases)
    names = _NAMES[by](measured.groups)
    rows = [Row(*names[key], figures) for key, figures in measured.groups.items()]
    rows.sort(key=lambda row: (-row.figures.received, row.label))
    if measured.folded is not None:
        rows.append(
            Row("other", str(_("Others, too few or not shown")), measured.folded)
        )
    return Table(period, by, rows, Row("total", str(_("All")), measured.total))


def promises(today: dt.date) -> Figures:
    """Return the figures of all in the last ninety days; up to ten minutes old."""
    memory = caches["process"]
    key = f"cases.promises.{today}"
    kept = memory.get(key)
    if kept is None:
        period = last_days(90, today=today)
        kept = measure(period, by=Grouping.BODY, today=today).total
        memory.set(key, kept, PROMISES_KEPT_FOR)
    return kept


def last_days(count: int, *, today: dt.date) -> Period:
    """Return as many whole days up to yesterday."""
    return Period(today - dt.timedelta(days=count), today - dt.timedelta(days=1))


def last_months(count: int, *, today: dt.date) -> Period:
    """Return as many whole months up to the last one that is over."""
    ends_before = today.replace(day=1)
    year, month = divmod(ends_before.year * 12 + ends_before.month - 1 - count, 12)
    return Period(dt.date(year, month + 1, 1), ends_before - dt.timedelta(days=1))


def year_so_far(year: int, *, today: dt.date) -> Period:
    """Return the year, or as much of it as was over yesterday."""
    yesterday = today - dt.timedelta(days=1)
    return Period(dt.date(year, 1, 1), min(dt.date(year, 12, 31), yesterday))


def years(today: dt.date) -> range:
    """Return the years that are told of, the latest first."""
    latest = (today - dt.timedelta(days=1)).year
    return range(latest, latest - YEARS_BACK, -1)


def in_whole_months(period: Period) -> Period:
    """Return whole months: from that of the first day to the last one that ends in it."""
    after = period.last + dt.timedelta(days=1)
    last = after.replace(day=1) - dt.timedelta(days=1)
    return Period(min(period.first, last).replace(day=1), last)


def _data(row: Row) -> dict[str, Any]:
    names = (one.name for one in DEFINITIONS)
    return {
        "key": row.key,
        "name": row.label,
        **dict(zip(names, row.values, strict=True)),
    }


def plain(value: float | None) -> float | None:
    """Return 6 for 6.0."""
    return int(value) if value is not None and value == int(value) else value


Names = dict[Hashable, tuple[str, str]]


def names_of(model: Any) -> Callable[[Any], Names]:
    """Return what finds the slugs and names of rows of this model, in one query."""

    def names(keys: Any) -> Names:
        rows = model.objects.in_bulk(list(keys))
        return {key: (row.slug, str(row.name)) for key, row in rows.items()}

    return names


def _names_of_languages(codes: Any) -> Names:
    return {code: (code, _language(code)) for code in codes}


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"]).capitalize()
    except KeyError:
        return code


def _names_of_channels(codes: Any) -> Names:
    return {code: (code, str(words.CHANNEL[code]).capitalize()) for code in codes}


_NAMES: dict[Grouping, Callable[[Any], Names]] = {
    Grouping.BODY: names_of(Body),
    Grouping.PATHWAY: names_of(Pathway),
    Grouping.TOPIC: names_of(Topic),
    Grouping.LANGUAGE: _names_of_languages,
    Grouping.CHANNEL: _names_of_channels,
    Grouping.TAG: names_of(Tag),
}
