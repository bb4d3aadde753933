"""Two versions of the rules against the same past cases, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from medverkan.reference.pathways.simulator import words
from medverkan.reference.pathways.simulator.outcomes import (
    Outcome,
    Result,
    Summary,
    simulate,
    sum_up,
)
from medverkan.reference.pathways.simulator.past_cases import PastCase
from medverkan.reference.pathways.versions import Version


@dataclass(frozen=True)
class CaseRow:
    """A case under both versions."""

    case: PastCase
    one: Outcome
    other: Outcome

    @property
    def differs(self) -> bool:
        """Tell whether something else would have become of it."""
        return self.one.result != self.other.result

    @property
    def texts(self) -> tuple[str, str]:
        """Both outcomes in words."""
        return words.outcome(self.one), words.outcome(self.other)


@dataclass(frozen=True)
class SumRow:
    """A figure under both versions."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        """Tell whether the figures differ."""
        return self.one != self.other


@dataclass(frozen=True)
class Report:
    """Figures first, then case by case."""

    sums: list[SumRow]
    cases: list[CaseRow]

    @property
    def changed_count(self) -> int:
        """How many cases would have ended otherwise."""
        return sum(row.differs for row in self.cases)


def report(
    one: Version,
    other: Version,
    *,
    cases: Sequence[PastCase],
    residents_count: int | None,
) -> Report:
    """Return what the two versions would have done to the same cases."""
    first = simulate(one, cases, residents_count=residents_count)
    second = simulate(other, cases, residents_count=residents_count)
    return Report(
        sums=_sums(sum_up(first), sum_up(second)),
        cases=[CaseRow(*row) for row in zip(cases, first, second, strict=True)],
    )


def _sums(one: Summary, other: Summary) -> list[SumRow]:
    labelled = [
        (_("Cases"), one.case_count, other.case_count),
        *(
            (str(words.RESULTS[result]), one.results[result], other.results[result])
            for result in Result
        ),
        (_("Median days to the threshold"), one.days_median, other.days_median),
        (_("Answered in time"), one.in_time_count, other.in_time_count),
        (_("Answered late"), one.late_count, other.late_count),
        (_("Supports that need a surer identity"), one.too_weak, other.too_weak),
        (_("Supports after the last day"), one.too_late, other.too_late),
        *(
            (str(text), one.obstacles.get(code, 0), other.obstacles.get(code, 0))
            for code, text in words.OBSTACLES.items()
        ),
    ]
    return [SumRow(label, _figure(a), _figure(b)) for label, a, b in labelled]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
