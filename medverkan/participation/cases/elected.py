"""
What elected members see of their board: figures, published cases, proposals, what was decided.

Never the inbox, an unpublished text or who wrote: all that names a case here is published, and
figures of fewer than five are folded together as in the public ones.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from medverkan.foundation.calendar import STOCKHOLM
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import (
    answering,
    directory,
    figures,
    proposals,
    words,
)
from medverkan.participation.cases.figures import SMALLEST_SHOWN, Grouping, Period
from medverkan.participation.cases.models import (
    Case,
    CaseQuerySet,
    Decision,
    ImplementationStep,
)
from medverkan.participation.cases.proposals import Row
from medverkan.participation.cases.states import CaseState, Outcome, Publication
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role

MONTHS = 12
_SHOWN = 10
# Where a proposal is on its way to a decision.
_RUNNING = (CaseState.GATHERING, CaseState.REACHED, CaseState.PREPARING)


@dataclass(frozen=True)
class Month:
    """A month's count of what reached the board and what it answered; None is not shown."""

    first: dt.date
    received: int | None
    answered: int | None


@dataclass(frozen=True)
class Board:
    """What one board's members see."""

    body: Body
    table: answering.Table
    months: list[Month]
    outcomes: list[tuple[str, int]]
    published: list[Case]
    running: list[Row]
    decisions: list[Decision]


def boards_of(actor: Actor) -> list[Body]:
    """Return the boards that the actor was elected to; for the whole municipality, all."""
    held = actor.bodies_with(Role.ELECTED_MEMBER)
    if not held:
        return []
    boards = Body.objects.authorities().filter(end_date=None).order_by("slug")
    return list(boards if None in held else boards.filter(pk__in=held))


def may_forward_to(actor: Actor, board: Body) -> bool:
    """Tell whether the actor may hand a letter to the register of this board."""
    return actor.has_role_at(board.pk, Role.ELECTED_MEMBER) and board.is_authority


def of_board(board: Body, *, today: dt.date, at: dt.datetime) -> Board:
    """Return what the last twelve whole months came to, and what is before the board now."""
    cases = Case.objects.filter(authority=board)
    period = answering.last_months(MONTHS, today=today)
    return Board(
        body=board,
        table=answering.table(period, by=Grouping.TOPIC, today=today, cases=cases),
        months=_months(period, cases),
        outcomes=_outcomes(period, cases),
        published=_latest(cases),
        running=_running(board, at=at),
        decisions=_decisions(board),
    )


def _months(period: Period, cases: CaseQuerySet) -> list[Month]:
    received = _enough(_by_month(figures.received(period, cases), "arrived_at"))
    answered = _enough(_by_month(figures.answered(period, cases), "first_answered_at"))
    first, months = period.first, []
    while first <= period.last:
        months.append(Month(first, received.get(first, 0), answered.get(first, 0)))
        first = (first + dt.timedelta(days=32)).replace(day=1)
    return months


def _by_month(cases: CaseQuerySet, field: str) -> dict[dt.date, int]:
    rows = (
        cases.order_by()
        .annotate(month=TruncMonth(field, tzinfo=STOCKHOLM))
        .values("month")
        .annotate(count=Count("pk"))
    )
    return {row["month"].date(): row["count"] for row in rows}


def _enough(counts: dict[dt.date, int]) -> dict[dt.date, int | None]:
    """Hide small months, and the next as long as the year's total would give them away."""
    hidden: dict[dt.date, int] = {}
    for month in sorted(counts, key=lambda one: (counts[one], one)):
        if counts[month] < SMALLEST_SHOWN or 0 < sum(hidden.values()) < SMALLEST_SHOWN:
            hidden[month] = counts[month]
    return {month: None if month in hidden else counts[month] for month in counts}


def _outcomes(period: Period, cases: CaseQuerySet) -> list[tuple[str, int]]:
    """Return what the answers came to, the most common first; rare ones are put together."""
    rows = (
        figures.answered(period, cases)
        .order_by()
        .values("outcome")
        .annotate(count=Count("pk"))
    )
    counts = {row["outcome"]: row["count"] for row in rows if row["outcome"]}
    folded = 0
    for outcome in sorted(counts, key=lambda one: (counts[one], one)):
        # As long as the sum is small itself the next follows, or the total gives it away.
        if counts[outcome] < SMALLEST_SHOWN or 0 < folded < SMALLEST_SHOWN:
            folded += counts.pop(outcome)
    named = [(str(words.OUTCOME[Outcome(one)]), counts[one]) for one in counts]
    named.sort(key=lambda pair: (-pair[1], pair[0]))
    if folded >= SMALLEST_SHOWN:
        named.append((_("Others, too few or not shown"), folded))
    return named


def _latest(cases: CaseQuerySet) -> list[Case]:
    newest = cases.published().for_public_rows().order_by("-published_at", "-pk")
    return directory.name(newest[:_SHOWN])


def _running(board: Body, *, at: dt.datetime) -> list[Row]:
    before = (
        Case.objects.published()
        .proposals()
        .filter(_decided_by(board), state__in=_RUNNING)
        .select_related("ballot")
        .order_by("-published_at", "-pk")
    )
    return proposals.rows(directory.name(before[:_SHOWN]), at=at)


def _decided_by(board: Body) -> Q:
    return Q(deciding_body=board) | Q(deciding_body=None, authority=board)


def _decisions(board: Body) -> list[Decision]:
    """Return the board's last decisions on published proposals, each with what is to be done."""
    steps = ImplementationStep.objects.order_by("due_date", "pk")
    return list(
        Decision.objects.filter(
            body=board,
            case__publication=Publication.PUBLISHED,
            case__is_protected=False,
        )
        .select_related("case")
        .prefetch_related(Prefetch("case__steps", queryset=steps))
        .order_by("-date", "-pk")[:_SHOWN]
    )


def columns_and_rows(table: answering.Table) -> dict[str, Any]:
    """Return a table of figures as the table component wants it."""
    return {
        "columns": [
            {"label": label, "numeric": bool(place)}
            for place, label in enumerate(table.columns)
        ],
        "rows": [[row.label, *row.values] for row in [*table.rows, table.total]],
    }
