"""Pages that gather from several rooms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from medverkan.foundation.design.caching import public_page
from medverkan.participation.cases import queries as cases
from medverkan.participation.cases.forms import SayForm


@public_page(60)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask the one question, and show what came of it for others."""
    context = {"form": SayForm(), "outcomes": cases.latest_answered(limit=3)}
    return render(request, "site/home.html", context)
