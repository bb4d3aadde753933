"""Published cases: the list, a page each, the feed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from medverkan.foundation import clock, references
from medverkan.foundation.design import menu
from medverkan.foundation.design.caching import public_page
from medverkan.participation.ballots import panels
from medverkan.participation.cases import (
    coauthors,
    lists,
    maps,
    proposals,
    queries,
    rules,
    timeline,
)
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.proposals import Row


@public_page(60)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List published cases, newest first, with filters in the address."""
    form = lists.FilterForm(request.GET)
    return render(request, "cases/index.html", _list(request, form))


@public_page(60)
@require_safe
def on_map(request: HttpRequest) -> HttpResponse:
    """Show where published cases are, by the filters of the list and with the list beside."""
    form = lists.FilterForm(request.GET)
    overview = maps.overview(form.filters, request.GET)
    context = _list(request, form) | {"overview": overview}
    return render(request, "cases/map.html", context)


@public_page(60)
@require_safe
def map_data(request: HttpRequest) -> HttpResponse:
    """Give the areas, and the cases whose place may be shown, as GeoJSON."""
    features = maps.features(lists.FilterForm(request.GET).filters)
    collection = {"type": "FeatureCollection", "features": features}
    return JsonResponse(collection, content_type="application/geo+json")


def _list(request: HttpRequest, form: lists.FilterForm) -> dict[str, Any]:
    page = queries.public_page(form.filters, after=lists.position_in(request.GET))
    return {
        "form": form,
        "cases": page.cases,
        "next_query": lists.query_of(request.GET, page.next),
        "is_first": "efter" not in request.GET,
        "is_filtered": form.is_narrowed,
        "query": lists.filters_of(request.GET),
    }


@public_page(60)
@require_safe
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a published case; a mistyped reference leads to the right address."""
    try:
        proper = references.normalise(reference)
    except references.NotAReference as error:
        raise Http404 from error
    if proper != reference:
        return redirect("cases:detail", proper, permanent=True)
    try:
        case = queries.published_by_reference(proper)
    except Case.DoesNotExist:
        return _not_published(request, proper)
    if case.is_proposal:
        menu.belongs_to(request, "cases:proposals")
    context = {
        "case": case,
        "steps": timeline.of_public(case),
        "may_follow": rules.may_be_followed(case),
        "may_be_asked": rules.may_be_asked_about(case),
        "questions": queries.shown_questions(case),
        "panel": panels.of(case.ballot, at=clock.now()) if case.ballot else None,
        "handed_over": proposals.check_that_fell(case),
        "coauthors": coauthors.shown(case),
        "exemption": proposals.exemption_of(case),
        "merged_here": proposals.merged_into(case, at=clock.now()),
    }
    return render(request, "cases/detail.html", context)


def _not_published(request: HttpRequest, reference: str) -> HttpResponse:
    try:
        case = proposals.refused_by_reference(reference)
    except Case.DoesNotExist as error:
        raise Http404 from error
    return render(request, "cases/not_published.html", {"case": case})


class PublishedFeed(Feed):
    """The latest published cases and answers as Atom, narrowed as the list is."""

    feed_type = Atom1Feed
    title = _("Answers and results")
    subtitle = _("What others have written to the municipality, and what was answered.")

    def get_object(self, request: HttpRequest) -> lists.FilterForm:
        return lists.FilterForm(request.GET)

    def link(self) -> str:
        return reverse("cases:index")

    def items(self, asked: lists.FilterForm) -> list[Row]:
        return proposals.newest(asked.filters, at=clock.now())

    def item_title(self, item: Row) -> str:
        return item.case.published_title

    def item_description(self, item: Row) -> str:
        if item.count is None:
            return item.case.published_text
        number = item.count.counted
        votes = ngettext("%(count)s counted vote", "%(count)s counted votes", number)
        return f"{item.case.published_text}\n\n{votes % {'count': number}}"

    def item_link(self, item: Row) -> str:
        return reverse("cases:detail", args=[item.case.reference])

    def item_guid(self, item: Row) -> str:
        return f"{settings.SITE_URL}{self.item_link(item)}"

    def item_pubdate(self, item: Row) -> dt.datetime | None:
        return item.case.published_at

    def item_updateddate(self, item: Row) -> dt.datetime | None:
        case = item.case
        return max(filter(None, (case.published_at, case.answered_at)))
