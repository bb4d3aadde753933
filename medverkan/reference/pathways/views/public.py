"""Pages for residents: how to influence, the matrix, and each way in."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medverkan.foundation import calendar, clock
from medverkan.foundation.design import tables
from medverkan.foundation.design.caching import public_page
from medverkan.reference.pathways import (
    matrix,
    plain,
    presentation,
    queries,
    versions,
)
from medverkan.reference.pathways.models import OtherWay, Pathway

PAPER_FORMS = {
    OtherWay.POPULAR_INITIATIVE: "pathways/forms/popular_initiative.html",
}


@require_safe
@public_page()
def ways(request: HttpRequest) -> HttpResponse:
    """Show "Så kan du påverka": every way to influence, in plain words."""
    return render(
        request, "pathways/ways.html", {"groups": presentation.ways(clock.now())}
    )


@require_safe
@public_page()
def way(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one way in asks and promises; a retired one leads to its successor."""
    at = clock.now()
    pathway = get_object_or_404(Pathway.objects.select_related("successor"), slug=slug)
    if pathway.retired_at and pathway.successor and pathway.retired_at <= at:
        if not pathway.imported_petitions.exists():
            return redirect("pathways:way", pathway.successor.slug, permanent=True)
        return redirect("pathways:past", pathway.slug)
    try:
        version = versions.of_rule_set(queries.in_force(pathway, at))
    except queries.NothingInForce:
        raise Http404 from None
    count = queries.residents_count(calendar.local_date(at))
    return render(
        request,
        "pathways/way.html",
        {
            "pathway": pathway,
            "rule_set": version.rule_set,
            "passages": plain.describe(version, residents_count=count),
            "history": queries.history(pathway, at),
            "has_past": pathway.imported_petitions.exists(),
        },
    )


@require_safe
@public_page()
def past(request: HttpRequest, slug: str) -> HttpResponse:
    """List petitions brought along from a system now gone, as not verifiable."""
    pathway = get_object_or_404(Pathway.objects.select_related("successor"), slug=slug)
    petitions = queries.past_petitions(pathway, number=request.GET.get("sida"))
    if not petitions.paginator.count:
        raise Http404
    return render(
        request, "pathways/past.html", {"pathway": pathway, "petitions": petitions}
    )


@require_safe
@public_page()
def paper_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a paper form to print and fill in by hand; nothing of it is kept here."""
    way = get_object_or_404(
        OtherWay.objects.exclude(paper_form=""), slug=slug, is_shown=True
    )
    return render(
        request,
        PAPER_FORMS[way.paper_form],
        {"way": way, "rows": range(1, 13)},
    )


@require_safe
@public_page()
def influence(request: HttpRequest) -> HttpResponse:
    """Show the matrix: every way, and who is responsible for what."""
    at = clock.now()
    day = calendar.local_date(at)
    since = _since(request, day)
    areas = matrix.areas(day=day, since=since)
    return render(
        request,
        "pathways/matrix.html",
        {
            "columns": matrix.columns(),
            "ways": matrix.ways(at),
            "areas": areas,
            "overlap_count": sum(area.is_overlap for area in areas),
            "gap_count": sum(area.is_gap for area in areas),
            "day": day,
            "since": since,
        },
    )


@require_safe
@public_page()
def ways_csv(request: HttpRequest) -> HttpResponse:
    """Give the matrix of ways as CSV."""
    at = clock.now()
    rows = [row.texts for row in matrix.ways(at)]
    return tables.csv_response("inflytandevagar.csv", [matrix.columns(), *rows])


@require_safe
@public_page()
def areas_csv(request: HttpRequest) -> HttpResponse:
    """Give the assignments, past ones too, as CSV."""
    header = (
        _("Area of responsibility"),
        _("Body"),
        _("Part"),
        _("Valid from"),
        _("Last day"),
        _("Decided by"),
        _("Date of the decision"),
        _("Paragraph"),
    )
    return tables.csv_response("uppdrag.csv", [header, *queries.assignment_rows()])


def _since(request: HttpRequest, day: dt.date) -> dt.date:
    """Return the day since which changes are marked: as asked, else a year ago."""
    try:
        return dt.date.fromisoformat(request.GET.get("sedan", ""))
    except ValueError:
        return day - dt.timedelta(days=365)
