"""The one query that the funnel's page, files and reports rest on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import add
from typing import Any

from django.db.models import F, OuterRef, Subquery

from medverkan.foundation.audit.models import Event
from medverkan.foundation.calendar import WorkingDays, local_date
from medverkan.participation.cases import events
from medverkan.participation.cases.counting import fold
from medverkan.participation.cases.figures import Period, received
from medverkan.participation.cases.funnel.steps import Funnel, Leg, Proposal
from medverkan.participation.cases.models import (
    Case,
    CaseQuerySet,
    Decision,
    ImplementationStep,
)
from medverkan.reference.bodies import queries as bodies

CHUNK = 2000


class Grouping(StrEnum):
    """What proposals can be told apart by."""

    PATHWAY = "pathway"
    YEAR = "year"
    BODY = "body"
    AREA = "area"


# What tells of the one who wrote: counted by whole months, and small groups are folded.
TELLS_OF_PEOPLE = frozenset({Grouping.AREA})


@dataclass(frozen=True)
class Measured:
    """Funnels by group, by way in, and of all; `folded` are groups too small to be shown."""

    groups: dict[Hashable, Funnel]
    pathways: dict[int, Funnel]
    folded: Funnel | None
    total: Funnel


def measure(
    period: Period, *, by: Grouping, cases: CaseQuerySet | None = None
) -> Measured:
    """
    Return what became of the proposals that arrived in the period; two queries, flat memory.

    A proposal counts on the way in whose rules it is under now. Groups are ids of rows, or
    years; by area what is protected and what has none are among those that are not shown.
    """
    among = Case.objects.all() if cases is None else cases
    days = _days_counter(WorkingDays(bodies.closed_days()))
    groups: dict[Hashable, Funnel] = defaultdict(Funnel)
    pathways: dict[int, Funnel] = defaultdict(Funnel)
    for row in _rows(received(period, among.proposals())):
        proposal = Proposal(**{name: row[name] for name in _READ})
        groups[_GROUPS[by](row)].take(proposal, days=days)
        pathways[row["pathway"]].take(proposal, days=days)
    total = reduce(add, pathways.values(), Funnel())
    hidden = groups.pop(None, Funnel())
    if by in TELLS_OF_PEOPLE:
        hidden = fold(groups, hidden)
    return Measured(
        groups=dict(groups),
        pathways=dict(pathways),
        folded=hidden if hidden.received else None,
        total=total,
    )


_READ = tuple(Proposal.__dataclass_fields__)
_GROUPS: dict[Grouping, Callable[[dict[str, Any]], Hashable]] = {
    Grouping.PATHWAY: lambda row: row["pathway"],
    Grouping.YEAR: lambda row: local_date(row["arrived_at"]).year,
    Grouping.BODY: lambda row: row["deciding_body"] or row["authority"],
    Grouping.AREA: lambda row: None if row["is_protected"] else row["area"],
}


def _rows(cases: CaseQuerySet) -> Any:
    decisions = Decision.objects.filter(case=OuterRef("pk")).order_by("-date", "-pk")
    steps = ImplementationStep.objects.filter(case=OuterRef("pk"))
    done = steps.filter(done_date__isnull=False).order_by("done_date")
    read = {
        "gathers": F("rule_set__gathers_support"),
        "refusal_ground": F("refusal__code"),
        "noted_reached_at": _first(events.REACHED.name),
        "handed_over_at": _first(events.HANDED_OVER.name),
        "outcome_of_body": Subquery(decisions.values("outcome")[:1]),
        "decided_date": Subquery(decisions.values("date")[:1]),
        "begun_at": Subquery(steps.order_by("recorded_at").values("recorded_at")[:1]),
        "first_done_date": Subquery(done.values("done_date")[:1]),
    }
    columns = (
        "pathway", "area", "authority", "deciding_body", "is_protected", "state",
        "publication", "ballot", "arrived_at", "published_at", "ended_at",
    )  # fmt: skip
    rows = cases.order_by().annotate(**read).values(*columns, *read)
    for row in rows.iterator(chunk_size=CHUNK):
        yield row | {
            "has_ballot": row["ballot"] is not None,
            "outcome": row["outcome_of_body"],
        }


def _first(name: str) -> Subquery:
    """Return when an event of this name was first about the case."""
    happened = Event.objects.filter(about_case=OuterRef("pk"), name=name)
    return Subquery(happened.order_by("id").values("occurred_at")[:1])


def _days_counter(working_days: WorkingDays) -> Callable[[Proposal], dict[Leg, int]]:
    """Return what counts the working days of each leg that a proposal has passed."""

    def days(proposal: Proposal) -> dict[Leg, int]:
        ready_at = proposal.reached_at or proposal.published_at
        decided = proposal.decided_date if proposal.is_decided else None
        ended_at = proposal.ended_at if proposal.is_carried_out else None
        legs = {
            Leg.TO_PUBLISH: (proposal.arrived_at, proposal.published_at),
            Leg.TO_REACH: (proposal.published_at, proposal.reached_at),
            Leg.TO_HAND_OVER: (ready_at, proposal.handed_over_at),
            Leg.TO_DECIDE: (proposal.handed_over_at, decided),
            Leg.TO_FINISH: (decided, ended_at),
        }
        return {
            leg: working_days.between(_day(start), _day(end))
            for leg, (start, end) in legs.items()
            if start is not None and end is not None
        }

    return days


def _day(moment: dt.datetime | dt.date) -> dt.date:
    return local_date(moment) if isinstance(moment, dt.datetime) else moment
