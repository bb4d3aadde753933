"""The public list of proposals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medverkan.foundation import clock
from medverkan.foundation.design.caching import public_page
from medverkan.participation.cases import lists, proposals


@public_page(60)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List published proposals with their numbers, newest first."""
    form = lists.ProposalForm(request.GET)
    page = proposals.page(
        form.filters, stage=form.stage, after=lists.position_in(request.GET)
    )
    context = {
        "form": form,
        "rows": proposals.rows(page.cases, at=clock.now()),
        "next_query": lists.query_of(request.GET, page.next),
        "is_first": "efter" not in request.GET,
        "is_filtered": form.is_narrowed,
        "query": lists.filters_of(request.GET),
    }
    return render(request, "cases/proposals.html", context)


@public_page(300)
@require_safe
def not_published(request: HttpRequest) -> HttpResponse:
    """List proposals that were refused, by reference, date and ground alone."""
    return render(
        request, "cases/proposals_refused.html", {"cases": proposals.refused()}
    )
