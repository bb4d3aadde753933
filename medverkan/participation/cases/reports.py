"""A report to a board: its figures and what came of its published cases."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medverkan.foundation.design.dates import date_long
from medverkan.foundation.design.numbers import thin
from medverkan.participation.cases import answering, words
from medverkan.participation.cases.answering import (
    ANSWERS,
    DEFINITIONS,
    GROUPINGS,
    RATINGS,
    Definition,
    Table,
)
from medverkan.participation.cases.figures import Grouping, Period, answered
from medverkan.participation.cases.funnel import measuring, tables
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import ANSWERED_ONCE
from medverkan.reference.bodies.models import Body

_TEMPLATE = Path(__file__).parent / "reports.typ"


@dataclass(frozen=True)
class Report:
    """
    The figures of one body in one period, and its published cases with an outcome.

    `proposals` tells what became of those that arrived in the period.
    """

    body: Body
    period: Period
    tables: list[Table]
    proposals: tables.Table
    outcomes: list[Case]


def report(body: Body, period: Period, *, today: dt.date) -> Report:
    """Return the report of a body and those that act for it."""
    cases = Case.objects.filter(Q(authority=body) | Q(body=body))
    groupings = [
        answering.table(period, by=by, today=today, cases=cases) for by in Grouping
    ]
    outcomes = answered(period, cases.published()).filter(state__in=ANSWERED_ONCE)
    return Report(
        body=body,
        period=period,
        tables=groupings,
        proposals=tables.table(period, by=measuring.Grouping.PATHWAY, cases=cases),
        outcomes=list(outcomes.order_by("first_answered_at", "pk")),
    )


def as_data(made: Report) -> dict[str, Any]:
    """Return the report for JSON."""
    return {
        "body": made.body.slug,
        "figures": [table.as_data() for table in made.tables],
        "proposals": made.proposals.as_data(),
        "outcomes": [
            {"reference": c.reference, "title": c.published_title, "outcome": c.outcome}
            for c in made.outcomes
        ],
    }


def as_pdf(made: Report) -> bytes:
    """Return the report as PDF/UA-1; its texts are data, so no sign in them is markup."""
    answering = _("So we answer")
    first, last = date_long(made.period.first), date_long(made.period.last)
    content = {
        "language": get_language(),
        "title": f"{answering}: {made.body}",
        "municipality": settings.MUNICIPALITY["name"],
        "period": _("%(first)s to %(last)s") % {"first": first, "last": last},
        "tables": [
            *(
                _printed(table, part)
                for table in made.tables
                for part in (ANSWERS, RATINGS)
            ),
            *_printed_proposals(made.proposals),
        ],
        "outcomes_title": _("Answers and results"),
        "outcomes": [
            f"{c.reference}: {c.published_title}. {words.OUTCOME.get(c.outcome, '')}"
            for c in made.outcomes
        ],
        "definitions_title": _("How we count"),
        "definitions": [
            [str(one.label), str(one.text)]
            for one in (*DEFINITIONS, *tables.DEFINITIONS)
        ],
    }
    return typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"report": json.dumps(content)},
    )


def _printed(table: Table, part: tuple[Definition, ...]) -> dict[str, Any]:
    return {
        "title": f"{GROUPINGS[table.by]}, {table.period.first} – {table.period.last}",
        "columns": [str(column) for column in table.columns_of(part)],
        "rows": [
            [row.label, *map(_cell, row.values_of(part))]
            for row in [*table.rows, table.total]
        ],
    }


def _printed_proposals(table: tables.Table) -> list[dict[str, Any]]:
    """Return the proposals with a line for each figure, which fits a page; none of none."""
    if not table.total.funnel.received:
        return []
    ways = [*table.rows, table.total]
    return [
        {
            "title": _("From proposal to reality"),
            "columns": [_("Step"), *(row.label for row in ways)],
            "rows": [
                [str(one.label), *map(_cell, values)]
                for one, *values in zip(
                    tables.DEFINITIONS, *(row.values for row in ways), strict=True
                )
            ],
        }
    ]


def _cell(value: float | None) -> str:
    return "–" if value is None else thin(value)
