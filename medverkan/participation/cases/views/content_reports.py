"""Report what is published, without an account or a cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted, public_form
from medverkan.participation.cases import operations
from medverkan.participation.cases.forms import ReportContentForm
from medverkan.participation.cases.views import readers


@public_form
@public_page(60)
@require_http_methods(["GET", "HEAD", "POST"])
def report_content(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the form, or receive a report; afterwards the same page for everyone."""
    return readers.take(
        request,
        readers.published(reference),
        ReportContentForm(posted(request)),
        operation=operations.report_content,
        template="cases/report_content.html",
        sent="cases:report_sent",
    )


@public_page(300)
@require_safe
def report_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that the report is received, and what happens with it."""
    context = {"case": readers.published(reference)}
    return render(request, "cases/report_sent.html", context)
