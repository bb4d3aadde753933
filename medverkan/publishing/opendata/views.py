"""The page of open data and its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medverkan.foundation.design import tables
from medverkan.foundation.design.caching import public_page
from medverkan.publishing.opendata import catalogue, exports


@public_page(3600)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what can be fetched, and under what licence."""
    context = {"licence": exports.LICENCE, "columns": [*exports.COLUMNS, "answers"]}
    return render(request, "opendata/index.html", context)


@public_page(3600)
@require_safe
def dcat(request: HttpRequest) -> HttpResponse:
    """Give the catalogue for portals that harvest it."""
    return HttpResponse(catalogue.as_rdf(), content_type="application/rdf+xml")


@public_page(600)
@require_safe
def cases_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give every published case as CSV, sent while it is read."""
    return tables.csv_stream("arenden.csv", exports.as_rows())


@public_page(600)
@require_safe
def cases_json(request: HttpRequest) -> StreamingHttpResponse:
    """Give every published case as JSON, sent while it is read."""
    return StreamingHttpResponse(exports.as_json(), content_type="application/json")
