"""So we answer: the public figures as pictures with tables, and as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from medverkan.foundation import clock
from medverkan.foundation.calendar import local_date
from medverkan.foundation.design import tables
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.charts import BarChart
from medverkan.participation.cases import answering, moderation
from medverkan.participation.cases.answering import (
    ANSWERS,
    DEFINITIONS,
    GROUPINGS,
    RATINGS,
    Definition,
    Table,
)
from medverkan.participation.cases.figures import Grouping, Period

# The figures of all that stand large on the page.
SHOWN = (
    "median_days",
    "median_days_without_pauses",
    "share_in_time",
    "share_solved",
    "share_content",
)
NINETY_DAYS, TWELVE_MONTHS = "90-dagar", "12-manader"
# How a grouping is called in the address.
IN_ADDRESS = {
    "organ": Grouping.BODY,
    "slag": Grouping.PATHWAY,
    "amne": Grouping.TOPIC,
    "sprak": Grouping.LANGUAGE,
    "kanal": Grouping.CHANNEL,
    "markning": Grouping.TAG,
}


class FiguresForm(forms.Form):
    """What to count and by what; nonsense in the address is said so."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    per = forms.ChoiceField(
        label=gettext_lazy("Compare"),
        required=False,
        choices=[(name, GROUPINGS[by]) for name, by in IN_ADDRESS.items()],
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["period"].choices = [
            (NINETY_DAYS, gettext_lazy("The last 90 days")),
            (TWELVE_MONTHS, gettext_lazy("The last twelve months")),
            *((str(year), str(year)) for year in answering.years(today)),
        ]

    @property
    def table(self) -> Table:
        """Return what was asked for; what makes no sense counts as not asked."""
        self.is_valid()
        per = self.cleaned_data.get("per") or "organ"
        return answering.table(self._period, by=IN_ADDRESS[per], today=self.today)

    @property
    def _period(self) -> Period:
        chosen = self.cleaned_data.get("period") or NINETY_DAYS
        if chosen == NINETY_DAYS:
            return answering.last_days(90, today=self.today)
        if chosen == TWELVE_MONTHS:
            return answering.last_months(12, today=self.today)
        return answering.year_so_far(int(chosen), today=self.today)


@public_page(600)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show how we answer, with every figure's definition."""
    form = _asked_for(request)
    table = form.table
    context = {
        "form": form,
        "table": table,
        "stats": stats_of(table.total.values, DEFINITIONS, shown=SHOWN),
        "charts": _charts(table),
        "tables": [
            _part(table, _("All figures"), ANSWERS),
            _part(table, _("How it went"), RATINGS),
        ],
        "definitions": DEFINITIONS,
        "moderation": {
            "columns": [
                {"label": _("What"), "numeric": False},
                {"label": _("How many"), "numeric": True},
            ],
            "rows": list(moderation.measure(table.period).rows),
            "definitions": moderation.DEFINITIONS,
        },
        "query": request.GET.urlencode() if form.is_valid() else "",
        "is_chosen": bool(request.GET),
    }
    return render(request, "cases/figures.html", context)


@public_page(600)
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same figures as CSV."""
    return csv_of(_asked_for(request), name="sa-svarar-vi.csv")


@public_page(600)
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Give the same figures as JSON."""
    form = _asked_for(request)
    if not form.is_valid():
        return _not_understood(form)
    moderated = moderation.measure(form.table.period)
    return json_response(form.table.as_data() | {"moderation": moderated.as_data()})


def _asked_for(request: HttpRequest) -> FiguresForm:
    asked = request.GET.copy()
    asked.setdefault("period", NINETY_DAYS)
    asked.setdefault("per", "organ")
    return FiguresForm(asked, today=local_date(clock.now()))


def csv_of(form: Any, *, name: str) -> HttpResponse:
    """Give the table that a form of figures asks for as CSV, or say what may be asked."""
    if not form.is_valid():
        return _not_understood(form)
    return tables.csv_response(name, form.table.as_csv())


def json_of(form: Any) -> HttpResponse:
    """Give the table that a form of figures asks for as JSON, or say what may be asked."""
    if not form.is_valid():
        return _not_understood(form)
    return json_response(form.table.as_data())


def json_response(data: dict[str, Any]) -> JsonResponse:
    """Give figures as JSON that people can read too."""
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _not_understood(form: forms.Form) -> HttpResponse:
    """Tell what the address of a file may say."""
    lines = [
        f"{name}: {', '.join(code for code, _label in form.fields[name].choices)}"
        for name in form.errors
    ]
    text = "\n".join([_("The address must say one of these:"), *lines, ""])
    return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")


def _part(
    table: Table, caption: str, definitions: tuple[Definition, ...]
) -> dict[str, Any]:
    """Return some of the figures as a table of the design."""
    return {
        "caption": caption,
        "columns": [
            {"label": label, "numeric": bool(place)}
            for place, label in enumerate(table.columns_of(definitions))
        ],
        "rows": [
            [row.label, *row.values_of(definitions)]
            for row in [*table.rows, table.total]
        ],
    }


def stats_of(
    values: Iterable[Any], definitions: Iterable[Any], *, shown: Collection[str]
) -> list[dict[str, Any]]:
    """Return the figures of a total to show large: those of these names that are known."""
    return [
        {"name": one.name, "label": one.label, "value": value}
        for one, value in zip(definitions, values, strict=True)
        if one.name in shown and value is not None
    ]


def _charts(table: Table) -> list[BarChart]:
    pictures = [
        ("received", _("Cases received"), _("cases")),
        ("median_days", _("Median working days to a first answer"), _("working days")),
        ("share_in_time", _("Answered in time"), _("per cent")),
        ("share_solved", _("It was solved, say those who told"), _("per cent")),
    ]
    charts = []
    for name, title, unit in pictures:
        rows = [
            (row.label, value)
            for row in table.rows
            if (value := getattr(row.figures, name)) is not None
        ]
        if rows:
            what = str(GROUPINGS[table.by])
            charts.append(BarChart(title=title, what=what, unit=unit, rows=rows))
    return charts
