"""What readers of a published page send us: the page, its guard, and what all of it shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from medverkan.foundation import clock
from medverkan.participation.ballots import limits
from medverkan.participation.cases import queries
from medverkan.participation.cases.forms import ReaderForm
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.views.intake import UNREADABLE

# In ten minutes from one network: enough for a class, too little to bury the reviewers.
AT_MOST = 30


def published(reference: str) -> Case:
    """Return a published case; not found where there is none."""
    try:
        return queries.published_by_reference(reference)
    except Case.DoesNotExist as error:
        raise Http404 from error


def take(
    request: HttpRequest,
    case: Case,
    form: ReaderForm,
    *,
    operation: Callable[..., Any],
    template: str,
    sent: str,
) -> HttpResponse:
    """
    Show the form, or do the operation with what it says and lead to the page named `sent`.

    What a program sent is answered alike, and nothing is kept of it.
    """
    if form.is_bound:
        limits.count(request, what=operation.__name__, limit=AT_MOST)
        if form.is_valid():
            if not form.is_by_program:
                language = get_language() or "sv"
                operation(case=case, language=language, at=clock.now(), **form.said)
            return redirect(sent, case.reference)
    status = UNREADABLE if form.is_bound else 200
    context = {"case": case, "form": form}
    return render(request, template, context, status=status)
