"""
How we answer, in figures: each has one definition here, wherever it is shown.

`received`, `answered` and `due` say which cases a figure counts; every page, file, report and
promise on the home page asks `measure`, so that the same question never has two answers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce
from itertools import groupby
from operator import add
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, F, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate

from medverkan.foundation import calendar
from medverkan.foundation.calendar import STOCKHOLM, WorkingDays, local_date
from medverkan.participation.cases.counting import SMALLEST_SHOWN, fold, median
from medverkan.participation.cases.models import Case, CaseQuerySet
from medverkan.participation.cases.states import CONTENT_FROM, TO_ANSWER, Solved
from medverkan.reference.bodies import queries as bodies


class Grouping(StrEnum):
    """What figures can be told apart by."""

    BODY = "body"
    PATHWAY = "pathway"
    TOPIC = "topic"
    LANGUAGE = "language"
    CHANNEL = "channel"
    TAG = "tag"


# What tells most of the one who wrote is counted by whole months only.
BY_WHOLE_MONTHS = frozenset({Grouping.TOPIC, Grouping.LANGUAGE, Grouping.TAG})
# A case may bear several tags, and counts for each of them: the sum is not the total.
_OVERLAPPING = frozenset({Grouping.TAG})


@dataclass(frozen=True)
class Period:
    """Whole days in Sweden; both ends are counted."""

    first: dt.date
    last: dt.date

    @property
    def begins_at(self) -> dt.datetime:
        """Return the first instant."""
        return calendar.start_of_day(self.first)

    @property
    def ends_at(self) -> dt.datetime:
        """Return the first instant after it."""
        return calendar.end_of_day(self.last)


@dataclass(frozen=True)
class Figures:
    """
    The figures of one group; `days` count answers by how many working days they took.

    `hidden` names the counts of ratings that are too few to be shown, here or by what is left.
    """

    received: int = 0
    answered: int = 0
    due: int = 0
    in_time: int = 0
    rated_count: int = 0
    solved: int = 0
    graded_count: int = 0
    content: int = 0
    hidden: frozenset[str] = frozenset()
    days: Counter[int] = field(default_factory=Counter)
    days_without_pauses: Counter[int] = field(default_factory=Counter)

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            received=self.received + other.received,
            answered=self.answered + other.answered,
            due=self.due + other.due,
            in_time=self.in_time + other.in_time,
            rated_count=self.rated_count + other.rated_count,
            solved=self.solved + other.solved,
            graded_count=self.graded_count + other.graded_count,
            content=self.content + other.content,
            days=self.days + other.days,
            days_without_pauses=self.days_without_pauses + other.days_without_pauses,
        )

    @property
    def median_days(self) -> float | None:
        """Return the median working days from arrival to first answer; None without answers."""
        return median(self.days)

    @property
    def median_days_without_pauses(self) -> float | None:
        """Return the same without the days on which we waited for the resident."""
        return median(self.days_without_pauses)

    @property
    def share_in_time(self) -> int | None:
        """Return how many per cent of what was due was answered in time, rounded down."""
        return _share(self.in_time, self.due)

    @property
    def rated(self) -> int | None:
        """Return how many told how it went; None where they are too few to show."""
        return None if "rated" in self.hidden else self.rated_count

    @property
    def share_rated(self) -> int | None:
        """Return how many per cent of the answered told how it went, rounded down."""
        return (
            None if "rated" in self.hidden else _share(self.rated_count, self.answered)
        )

    @property
    def share_solved(self) -> int | None:
        """Return for how many per cent of those who told it was solved, rounded down."""
        return None if "rated" in self.hidden else _share(self.solved, self.rated_count)

    @property
    def graded(self) -> int | None:
        """Return how many graded the answer; None where they are too few to show."""
        return None if "graded" in self.hidden else self.graded_count

    @property
    def share_content(self) -> int | None:
        """Return how many per cent of those who graded are content, rounded down."""
        return (
            None if "graded" in self.hidden else _share(self.content, self.graded_count)
        )

    @property
    def is_small(self) -> bool:
        """Tell whether any of the groups of people counted is so small that it shows them."""
        return any(
            0 < count < SMALLEST_SHOWN
            for count in (self.received, self.answered, self.due)
        )


@dataclass(frozen=True)
class Measured:
    """Figures by group and of all; `folded` are groups too small or too private to show."""

    groups: dict[Hashable, Figures]
    folded: Figures | None
    total: Figures


def received(period: Period, cases: CaseQuerySet) -> CaseQuerySet:
    """Return the cases that reached the municipality in the period, whatever came of them."""
    return cases.filter(arrived_at__gte=period.begins_at, arrived_at__lt=period.ends_at)


def answered(period: Period, cases: CaseQuerySet) -> CaseQuerySet:
    """Return the cases that got their first answer in the period, whenever they arrived."""
    return cases.filter(
        first_answered_at__gte=period.begins_at, first_answered_at__lt=period.ends_at
    )


def due(period: Period, cases: CaseQuerySet, *, today: dt.date) -> CaseQuerySet:
    """
    Return the cases whose first answer was promised for a day of the period before today.

    Pauses have moved that day already. What was never answered counts as late; what no longer
    waits for an answer (withdrawn, closed without a sender) does not count. Each case that is
    answered together with others counts for itself, by its own arrival and last day.
    """
    days = (period.first, min(period.last, today - dt.timedelta(days=1)))
    promised = Q(first_due_date__range=days) | Q(
        first_due_date=None, due_date__range=days
    )
    return cases.filter(
        promised, Q(first_answered_at__isnull=False) | Q(state__in=TO_ANSWER)
    )


def measure(
    period: Period,
    *,
    by: Grouping,
    today: dt.date,
    cases: CaseQuerySet | None = None,
) -> Measured:
    """
    Return the figures of a period by group; takes five queries and flat memory.

    Groups are ids of rows, or codes of languages and channels. Small groups are folded
    together, and by topic and tag protected cases and those without one as well. A case with
    several tags is in the group of each; by tag it takes ten queries, to count all just once.
    """
    among = Case.objects.all() if cases is None else cases
    groups: dict[Hashable, Figures] = {}
    for counted in (
        _counts(received(period, among), by, received=Count("pk")),
        _counts(due(period, among, today=today), by, due=Count("pk"), in_time=_IN_TIME),
        _durations(answered(period, among), by),
        _counts(answered(period, among), by, **_RATINGS),
    ):
        for key, figures in counted:
            groups[key] = groups.get(key, Figures()) + figures
    if by in _OVERLAPPING:
        total = measure(period, by=Grouping.BODY, today=today, cases=cases).total
    else:
        total = reduce(add, groups.values(), Figures())
    hidden = groups.pop(None, Figures())
    hidden = fold(groups, hidden)
    return _without_few_ratings(
        Measured(
            groups=groups, folded=hidden if hidden != Figures() else None, total=total
        )
    )


_IN_TIME = Count(
    "pk", filter=Q(answer_date__lte=Coalesce("first_due_date", "due_date"))
)


_RATINGS = {
    "rated_count": Count("rating"),
    "solved": Count("pk", filter=Q(rating__solved=Solved.YES)),
    "graded_count": Count("rating__grade"),
    "content": Count("pk", filter=Q(rating__grade__gte=CONTENT_FROM)),
}


def _group_of(by: Grouping) -> Combinable:
    is_hidden = Q(is_protected=True) | Q(topic__is_protected=True)
    if by == Grouping.TOPIC:
        return Choose(When(is_hidden, then=Value(None)), default=F("topic"))
    if by == Grouping.TAG:
        return Choose(When(is_hidden, then=Value(None)), default=F("tags"))
    return F(by.value)


def _counts(
    cases: CaseQuerySet, by: Grouping, **counts: Count
) -> Iterator[tuple[Hashable, Figures]]:
    rows = (
        cases.order_by()
        .annotate(
            answer_date=TruncDate("first_answered_at", tzinfo=STOCKHOLM),
            group=_group_of(by),
        )
        .values("group")
        .annotate(**{f"{name}_count": count for name, count in counts.items()})
    )
    for row in rows:
        yield (
            row["group"],
            Figures(**{name: row[f"{name}_count"] for name in counts}),
        )


def _durations(cases: CaseQuerySet, by: Grouping) -> Iterator[tuple[Hashable, Figures]]:
    """Count first answers by working days, in two queries (the other: the bridging days)."""
    working_days = WorkingDays(bodies.closed_days())
    found: dict[Hashable, Figures] = {}
    rows = (
        cases.annotate(group=_group_of(by))
        .order_by("pk", "group", "pauses__pk")
        .values_list(
            "pk", "group", "arrived_at", "first_answered_at",
            "pauses__began_at", "pauses__until_date", "pauses__ended_at",
        )
        .iterator()
    )  # fmt: skip
    for case, pauses in groupby(rows, key=lambda row: row[:4]):
        _pk, group, arrived_at, answered_at = case
        days = working_days.between(local_date(arrived_at), local_date(answered_at))
        paused = sum(
            _paused(working_days, *pause[4:], answered_at=answered_at)
            for pause in pauses
        )
        figures = found.setdefault(group, Figures())
        figures.days[days] += 1
        figures.days_without_pauses[days - paused] += 1
    for group, figures in found.items():
        count = figures.days.total()
        yield group, figures + Figures(answered=count)


def _paused(
    days: WorkingDays,
    began_at: dt.datetime | None,
    until_date: dt.date,
    ended_at: dt.datetime | None,
    *,
    answered_at: dt.datetime,
) -> int:
    """Return the working days of a pause before the answer; 0 where there was none."""
    if began_at is None or began_at >= answered_at:
        return 0
    ended = local_date(min(ended_at or answered_at, answered_at))
    return days.between(local_date(began_at), min(ended, until_date))


_FOLDED = object()


def _without_few_ratings(measured: Measured) -> Measured:
    """
    Hide how it went where fewer than five have told, and where what is left would tell it.

    The group itself stays: that few of many have told is no reason to hide how many wrote.
    """
    groups: dict[Any, Figures] = dict(measured.groups)
    if measured.folded is not None:
        groups[_FOLDED] = measured.folded
    total = measured.total
    for name in ("rated", "graded"):
        counts = {key: getattr(each, f"{name}_count") for key, each in groups.items()}
        for key in _too_few(counts):
            groups[key] = replace(groups[key], hidden=groups[key].hidden | {name})
        if 0 < getattr(total, f"{name}_count") < SMALLEST_SHOWN:
            total = replace(total, hidden=total.hidden | {name})
    folded = groups.pop(_FOLDED, None)
    return Measured(groups=groups, folded=folded, total=total)


def _too_few(counts: dict[Any, int]) -> set[Any]:
    """Return the groups to hide: the small, and the next smallest while these are few together."""
    by_size = sorted(
        (k for k in counts if counts[k]), key=lambda k: (counts[k], str(k))
    )
    hidden = {key for key in by_size if counts[key] < SMALLEST_SHOWN}
    for key in by_size:
        if not 0 < sum(counts[each] for each in hidden) < SMALLEST_SHOWN:
            break
        hidden.add(key)
    return hidden


def _share(part: int, whole: int) -> int | None:
    """Return how many per cent a part is, rounded down; None of nothing."""
    return 100 * part // whole if whole else None
