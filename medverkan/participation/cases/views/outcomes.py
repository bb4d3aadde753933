"""From proposal to reality: the public funnel as pictures with tables, and as files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from medverkan.foundation import clock
from medverkan.foundation.calendar import local_date
from medverkan.foundation.design.caching import public_page
from medverkan.participation.cases import answering
from medverkan.participation.cases.answering import YEARS_BACK
from medverkan.participation.cases.figures import Period
from medverkan.participation.cases.funnel import tables, words
from medverkan.participation.cases.funnel.measuring import Grouping
from medverkan.participation.cases.funnel.tables import DEFINITIONS, Table
from medverkan.participation.cases.views.figures import csv_of, json_of, stats_of

# The figures of all that stand large on the page.
SHOWN = ("received", "decided", "acted_on", "share_acted_on")
ALL_YEARS = "alla"
# How a grouping is called in the address.
IN_ADDRESS = {
    "slag": Grouping.PATHWAY,
    "ar": Grouping.YEAR,
    "organ": Grouping.BODY,
    "omrade": Grouping.AREA,
}


class OutcomesForm(forms.Form):
    """Which proposals to count and by what; nonsense in the address is said so."""

    ar = forms.ChoiceField(label=gettext_lazy("Received"), required=False)
    per = forms.ChoiceField(
        label=gettext_lazy("Compare"),
        required=False,
        choices=[(name, words.GROUPINGS[by]) for name, by in IN_ADDRESS.items()],
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.last_year = (today - dt.timedelta(days=1)).year
        years = range(self.last_year, self.last_year - YEARS_BACK, -1)
        self.fields["ar"].choices = [
            (ALL_YEARS, gettext_lazy("The last five years")),
            *((str(year), str(year)) for year in years),
        ]

    @property
    def table(self) -> Table:
        """Return what was asked for; what makes no sense counts as not asked."""
        self.is_valid()
        per = self.cleaned_data.get("per") or "slag"
        return tables.table(self._period, by=IN_ADDRESS[per])

    @property
    def _period(self) -> Period:
        chosen = self.cleaned_data.get("ar") or ALL_YEARS
        if chosen != ALL_YEARS:
            return answering.year_so_far(int(chosen), today=self.today)
        first = dt.date(self.last_year - YEARS_BACK + 1, 1, 1)
        return Period(first, self.today - dt.timedelta(days=1))


@public_page(600)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what became of the proposals, with every figure's definition."""
    form = _asked_for(request)
    table = form.table
    query = request.GET.urlencode() if form.is_valid() else ""
    context = {
        "form": form,
        "table": table,
        "stats": stats_of(table.total.values, DEFINITIONS, shown=SHOWN),
        "ways": [(row, tables.funnel_chart(row)) for row in table.pathways],
        "parts": _parts(table),
        "columns": [
            {"label": label, "numeric": bool(place)}
            for place, label in enumerate(table.columns)
        ],
        "rows": [[row.label, *row.values] for row in [*table.rows, table.total]],
        "definitions": DEFINITIONS,
        "query": f"?{query}" if query else "",
        "is_chosen": bool(request.GET),
    }
    return render(request, "cases/outcomes.html", context)


@public_page(600)
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same figures as CSV."""
    return csv_of(_asked_for(request), name="fran-forslag-till-verklighet.csv")


@public_page(600)
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Give the same figures as JSON."""
    return json_of(_asked_for(request))


def _asked_for(request: HttpRequest) -> OutcomesForm:
    asked = request.GET.copy()
    asked.setdefault("ar", ALL_YEARS)
    asked.setdefault("per", "slag")
    return OutcomesForm(asked, today=local_date(clock.now()))


def _parts(table: Table) -> list[dict[str, Any]]:
    """Return the pictures of the whole, each with the definition that it rests on."""
    charts = [
        (tables.places_chart(table.total), "received"),
        (tables.outcomes_chart(table.total), "decided"),
        (tables.grounds_chart(table), "published"),
        (tables.days_chart(table.total), "to_publish"),
    ]
    return [
        {"chart": chart, "definition": definition}
        for chart, definition in charts
        if chart.rows
    ]
