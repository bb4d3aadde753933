"""Pages that set two versions of the rules against each other."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medverkan.foundation import calendar, clock, permissions
from medverkan.reference.pathways import comparison, queries, rules, simulator
from medverkan.reference.pathways.forms import VersionsForm
from medverkan.reference.pathways.simulator import pairs


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show two versions side by side, differences marked."""
    permissions.require(rules.may_see_drafts(request.actor))
    form = _form(request)
    shown: dict[str, Any] = {"form": form, "chosen": None, "sections": [], "titles": []}
    if form.is_bound and form.is_valid():
        shown["chosen"] = form.chosen
        shown["titles"] = [version.title for version in form.chosen]
        shown["sections"] = comparison.compare(*form.chosen)
    return render(request, "pathways/editor/compare.html", shown)


@require_safe
def simulate(request: HttpRequest) -> HttpResponse:
    """Show what two versions of the rules would have done to past cases."""
    permissions.require(rules.may_see_drafts(request.actor))
    form = _form(request)
    shown: dict[str, Any] = {"form": form, "chosen": None, "report": None}
    if form.is_bound and form.is_valid():
        count = queries.residents_count(calendar.local_date(clock.now()))
        shown["chosen"] = form.chosen
        shown["report"] = pairs.report(
            *form.chosen, cases=simulator.past_cases(), residents_count=count
        )
    return render(request, "pathways/editor/simulate.html", shown)


def _form(request: HttpRequest) -> VersionsForm:
    chosen = request.GET if "ena" in request.GET else None
    return VersionsForm(chosen, at=clock.now())
