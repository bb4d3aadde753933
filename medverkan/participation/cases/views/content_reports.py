"""Report what is published, without an account or a cookie."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted, public_form
from medverkan.participation.ballots import limits
from medverkan.participation.cases import operations, queries
from medverkan.participation.cases.forms import ReportContentForm
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.views.intake import UNREADABLE

# In ten minutes from one network: enough for a class, too little to bury the reviewers.
REPORTED_AT_MOST = 30


@public_form
@public_page(60)
@require_http_methods(["GET", "HEAD", "POST"])
def report_content(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the form, or receive a report; afterwards the same page for everyone."""
    case = _published(reference)
    form = ReportContentForm(posted(request))
    if form.is_bound:
        limits.count(request, what="report_content", limit=REPORTED_AT_MOST)
        if form.is_valid():
            _report(case, form)
            return redirect("cases:report_sent", reference)
    status = UNREADABLE if form.is_bound else 200
    context = {"case": case, "form": form}
    return render(request, "cases/report_content.html", context, status=status)


@public_page(300)
@require_safe
def report_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the report is received, and what happens with it."""
    return render(request, "cases/report_sent.html", {"case": _published(reference)})


def _report(case: Case, form: ReportContentForm) -> None:
    if not form.is_by_program:
        operations.report_content(
            case=case,
            ground=form.cleaned_data["ground"],
            text=form.cleaned_data["text"],
            email=form.cleaned_data["email"],
            language=get_language() or "sv",
            at=clock.now(),
        )


def _published(reference: str) -> Case:
    try:
        return queries.published_by_reference(reference)
    except Case.DoesNotExist as error:
        raise Http404 from error
