"""Charts drawn on the server: the geometry of bars and lines, the template draws it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext

from medverkan.foundation.design import numbers

Row = tuple[str, float]


@dataclass(frozen=True)
class Bar:
    """One bar: its length is `share` per cent of the longest."""

    label: str
    value: float
    share: str


@dataclass(frozen=True)
class BarChart:
    """Amounts side by side; `what` names the bars, `unit` what is counted."""

    title: str
    what: str
    unit: str
    rows: Sequence[Row]
    source: str = ""

    @property
    def bars(self) -> list[Bar]:
        """Return the bars in the order given."""
        longest = max((value for _label, value in self.rows), default=0) or 1
        return [
            Bar(label, value, _svg(100 * value / longest)) for label, value in self.rows
        ]


@dataclass(frozen=True)
class Series:
    """Values over time, None where there is none; `low` and `high` bound each of them."""

    name: str
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


@dataclass(frozen=True)
class Curve:
    """A series as drawn: horizontal places in per cent, vertical ones in pixels."""

    name: str
    points: list[dict[str, str]]
    segments: list[dict[str, str]]
    uncertainty: list[dict[str, str]]


@dataclass(frozen=True)
class LineChart:
    """
    One or more series over the same labels, with a target to reach.

    `summary` says in words what the picture shows. Widths are in per cent so that the
    picture fills any screen while its text keeps its size.
    """

    title: str
    summary: str
    labels: Sequence[str]
    series: Sequence[Series]
    target: float | None = None
    unit: str = ""
    source: str = ""
    height: int = 260
    top: int = field(default=24, repr=False)
    bottom: int = field(default=32, repr=False)

    @property
    def axis_y(self) -> int:
        """Return where the labels below stand."""
        return self.height - 8

    @property
    def axis(self) -> list[dict[str, Any]]:
        """Return the labels below, thinned out to at most eight."""
        step = math.ceil(len(self.labels) / 8) or 1
        return [
            {"x": _svg(self._across(place)), "label": label}
            for place, label in enumerate(self.labels)
            if (len(self.labels) - 1 - place) % step == 0
        ]

    @property
    def grid(self) -> list[dict[str, Any]]:
        """Return three or more lines at round values, from zero up."""
        step = self._step
        return [
            self._line(step * place) for place in range(round(self._ceiling / step) + 1)
        ]

    @property
    def target_line(self) -> dict[str, Any] | None:
        """Return the line of the target, if there is one."""
        return None if self.target is None else self._line(self.target)

    @property
    def curves(self) -> list[Curve]:
        """Return every series as drawn."""
        return [self._curve(one) for one in self.series]

    @property
    def table_columns(self) -> list[dict[str, Any]]:
        """Return the columns of the table behind the picture."""
        names = [one.name for one in self.series]
        return [
            {"label": gettext("Period"), "numeric": False},
            *({"label": name, "numeric": True} for name in names),
        ]

    @property
    def table_rows(self) -> list[list[Any]]:
        """Return the rows of the table behind the picture."""
        return [
            [label, *(one.values[place] for one in self.series)]
            for place, label in enumerate(self.labels)
        ]

    def _curve(self, one: Series) -> Curve:
        places = [
            (_svg(self._across(place)), _svg(self._down(value)))
            for place, value in enumerate(one.values)
            if value is not None
        ]
        drawn = [place for place, value in enumerate(one.values) if value is not None]
        return Curve(
            name=one.name,
            points=[{"x": x, "y": y} for x, y in places],
            segments=[
                {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
                for (start, end), (first, second) in zip(
                    pairwise(places), pairwise(drawn), strict=True
                )
                if second == first + 1
            ],
            uncertainty=[
                {
                    "x": _svg(self._across(place)),
                    "low": _svg(self._down(low)),
                    "high": _svg(self._down(high)),
                }
                for place, (low, high) in enumerate(zip(one.low, one.high, strict=True))
                if low is not None and high is not None
            ],
        )

    def _line(self, value: float) -> dict[str, Any]:
        down = self._down(value)
        return {
            "y": _svg(down),
            "label_y": _svg(down - 5),
            "label": f"{numbers.thin(round(value, 2))}{self.unit and ' ' + self.unit}",
        }

    def _across(self, place: int) -> float:
        return 100 * (place + 0.5) / max(len(self.labels), 1)

    def _down(self, value: float) -> float:
        inside = self.height - self.top - self.bottom
        return self.top + inside * (1 - value / self._ceiling)

    @property
    def _step(self) -> float:
        highest = max(self._all_values(), default=0) or 1
        rough = highest / 4
        unit = 10 ** math.floor(math.log10(rough))
        return next(
            unit * times for times in (1, 2, 2.5, 5, 10) if unit * times >= rough
        )

    @property
    def _ceiling(self) -> float:
        highest = max(self._all_values(), default=0) or 1
        return self._step * math.ceil(highest / self._step)

    def _all_values(self) -> list[float]:
        values = [
            value
            for one in self.series
            for value in (*one.values, *one.high)
            if value is not None
        ]
        return values if self.target is None else [*values, self.target]


def _svg(value: float) -> str:
    """Write a coordinate, with a point in every language."""
    return f"{value:.1f}"
