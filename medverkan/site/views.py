"""Pages that gather from several rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from medverkan.foundation.design.caching import public_page
from medverkan.participation.cases import queries as cases
from medverkan.participation.cases.forms import SayForm
from medverkan.participation.cases.models import Case


@public_page(60)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Ask the one question, and show what came of it for others."""
    answered = cases.latest_answered(limit=3)
    context = {
        "questions_form": SayForm(),
        "say_url": reverse("cases:say"),
        "ongoing": [],
        "outcomes": [_outcome(case) for case in answered],
        "promises": [],
    }
    return render(request, "site/home.html", context)


def _outcome(case: Case) -> dict[str, Any]:
    return {
        "kind": case.pathway,
        "body": case.body,
        "at": case.answered_at,
        "title": case.published_title,
        "url": reverse("cases:detail", args=[case.reference]),
        "text": "",
    }


@public_page(3600)
@require_safe
def text_page(request: HttpRequest, page: str) -> HttpResponse:
    """Show a page of plain text."""
    return render(request, page, {})
