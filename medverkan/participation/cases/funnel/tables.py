"""The funnel as people and machines read it: names of groups, rows, files and pictures."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from medverkan.foundation.design.charts import BarChart
from medverkan.participation.cases import answering
from medverkan.participation.cases import words as case_words
from medverkan.participation.cases.answering import Definition, Names, names_of, plain
from medverkan.participation.cases.counting import SMALLEST_SHOWN
from medverkan.participation.cases.figures import Period
from medverkan.participation.cases.funnel import words
from medverkan.participation.cases.funnel.measuring import (
    TELLS_OF_PEOPLE,
    Grouping,
    measure,
)
from medverkan.participation.cases.funnel.steps import Funnel, Leg, Place, Step
from medverkan.participation.cases.models import CaseQuerySet
from medverkan.participation.cases.states import BoardOutcome
from medverkan.reference.bodies.models import Area, Body
from medverkan.reference.pathways.models import Pathway, RefusalGround

DEFINITIONS: tuple[Definition, ...] = (
    *words.STEPS.values(),
    *words.SHARES,
    *words.LEGS.values(),
)


@dataclass(frozen=True)
class Row:
    """One group: `key` stands in files, `label` is what people read."""

    key: str
    label: str
    funnel: Funnel

    @property
    def values(self) -> list[float | None]:
        """Return the figures in the order of their definitions."""
        return [
            *(self.funnel.count(step) for step in Step),
            self.funnel.share_acted_on,
            self.funnel.share_of_received,
            *(plain(self.funnel.median_days(leg)) for leg in Leg),
        ]


@dataclass(frozen=True)
class Table:
    """What became of the proposals of a period; `grounds` are names of refusals by code."""

    period: Period
    by: Grouping
    rows: list[Row]
    pathways: list[Row]
    total: Row
    grounds: dict[str, str]

    @property
    def title(self) -> str:
        """Return what the proposals are told apart by."""
        return str(words.GROUPINGS[self.by])

    @property
    def columns(self) -> list[Any]:
        """Return the heading of each column."""
        return [self.title, *(one.label for one in DEFINITIONS)]

    def as_csv(self) -> Iterator[list[Any]]:
        """Return the rows of a file, with the period in each so that files can be joined."""
        yield [
            _("First day"), _("Last day"), _("Key"), *self.columns,
            *(_("Now: %(place)s") % {"place": label} for label in words.PLACES.values()),
            *(_("Decision: %(outcome)s") % {"outcome": case_words.BOARD_OUTCOME[outcome]}
              for outcome in BoardOutcome),
            *(_("Not published: %(ground)s") % {"ground": name}
              for name in self.grounds.values()),
        ]  # fmt: skip
        for row in [*self.rows, self.total]:
            yield [
                self.period.first, self.period.last, row.key, row.label, *row.values,
                *(row.funnel.places[place] for place in Place),
                *(row.funnel.outcomes[outcome] for outcome in BoardOutcome),
                *(row.funnel.grounds[code] for code in self.grounds),
            ]  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        """Return the table for JSON, each figure with its definition."""
        return {
            "licence": answering.LICENCE,
            "period": {
                "first": self.period.first.isoformat(),
                "last": self.period.last.isoformat(),
            },
            "grouping": self.by.value,
            "smallest_group": SMALLEST_SHOWN,
            "definitions": {one.name: str(one.text) for one in DEFINITIONS},
            "refusal_grounds": self.grounds,
            "rows": [_data(row) for row in self.rows],
            "total": _data(self.total),
        }


def table(period: Period, *, by: Grouping, cases: CaseQuerySet | None = None) -> Table:
    """
    Return the funnel with the names of its groups, in five queries at most.

    By area the period is widened to whole months: otherwise the difference between two
    periods would give single proposals away.
    """
    if by in TELLS_OF_PEOPLE:
        period = answering.in_whole_months(period)
    measured = measure(period, by=by, cases=cases)
    pathways = _rows(measured.pathways, Grouping.PATHWAY)
    rows = pathways if by == Grouping.PATHWAY else _rows(measured.groups, by)
    if measured.folded is not None:
        label = str(_("Others, too few or not shown"))
        rows.append(Row("other", label, measured.folded))
    return Table(
        period=period,
        by=by,
        rows=rows,
        pathways=pathways,
        total=Row("total", str(_("All")), measured.total),
        grounds=_grounds(measured.total),
    )


def funnel_chart(row: Row) -> BarChart:
    """Return how many came how far, as a picture."""
    counted = [(step, row.funnel.count(step)) for step in Step]
    return BarChart(
        title=row.label,
        what=_("Step"),
        unit=_("proposals"),
        rows=[
            (str(words.STEPS[step].label), count)
            for step, count in counted
            if count is not None
        ],
    )


def places_chart(row: Row) -> BarChart:
    """Return where the proposals are now; the bars add up to all of them."""
    return _parts(
        _("Where the proposals are now"),
        {str(words.PLACES[place]): row.funnel.places[place] for place in Place},
    )


def outcomes_chart(row: Row) -> BarChart:
    """Return what was decided; the bars add up to all that are decided."""
    labels = {outcome: case_words.BOARD_OUTCOME[outcome] for outcome in BoardOutcome}
    return _parts(
        _("What boards and the council decided"),
        {str(label): row.funnel.outcomes[code] for code, label in labels.items()},
    )


def grounds_chart(made: Table) -> BarChart:
    """Return why publication was refused; the bars add up to all refused."""
    refused = made.total.funnel.grounds
    return _parts(
        _("Why proposals were not published"),
        {name: refused[code] for code, name in made.grounds.items()},
    )


def days_chart(row: Row) -> BarChart:
    """Return the median working days of each part of the way."""
    medians = [(leg, row.funnel.median_days(leg)) for leg in Leg]
    return BarChart(
        title=_("Median working days"),
        what=_("Part of the way"),
        unit=_("working days"),
        rows=[
            (str(words.LEGS[leg].label), days)
            for leg, days in medians
            if days is not None
        ],
    )


def _parts(title: str, counts: dict[str, int]) -> BarChart:
    rows = [(label, count) for label, count in counts.items() if count]
    return BarChart(title=title, what=_("Group"), unit=_("proposals"), rows=rows)


def _rows(groups: dict[Any, Funnel], by: Grouping) -> list[Row]:
    names = _NAMES[by](groups)
    rows = [Row(*names[key], funnel) for key, funnel in groups.items()]
    if by == Grouping.YEAR:
        return sorted(rows, key=lambda row: row.key, reverse=True)
    return sorted(rows, key=lambda row: (-row.funnel.received, row.label))


def _grounds(total: Funnel) -> dict[str, str]:
    """Return the reasons that occur, by code in their order; those no longer kept by code."""
    codes = set(total.grounds)
    known = RefusalGround.objects.current().filter(code__in=codes)
    names = {ground.code: str(ground) for ground in known}
    return names | {code: code for code in sorted(codes - set(names))}


def _data(row: Row) -> dict[str, Any]:
    names = (one.name for one in DEFINITIONS)
    return {
        "key": row.key,
        "name": row.label,
        **dict(zip(names, row.values, strict=True)),
        "now": {place.value: row.funnel.places[place] for place in Place},
        "decisions": {
            outcome.value: row.funnel.outcomes[outcome] for outcome in BoardOutcome
        },
        "refused": dict(sorted(row.funnel.grounds.items())),
    }


def _names_of_years(years: Any) -> Names:
    return {year: (str(year), str(year)) for year in years}


_NAMES: dict[Grouping, Callable[[Any], dict[Hashable, tuple[str, str]]]] = {
    Grouping.PATHWAY: names_of(Pathway),
    Grouping.YEAR: _names_of_years,
    Grouping.BODY: names_of(Body),
    Grouping.AREA: names_of(Area),
}
