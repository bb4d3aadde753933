"""Pages that the law or good manners ask for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock, references
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted, public_form
from medverkan.reference.bodies import queries as bodies
from medverkan.site import accessibility as statement
from medverkan.site.accessibility import ReportForm


@public_page(3600)
@require_safe
def text_page(request: HttpRequest, page: str) -> HttpResponse:
    """Show a page of plain text."""
    return render(request, page, {})


@public_page(3600)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement with its known faults."""
    context = {"faults": statement.KNOWN_FAULTS, "reviewed_on": statement.REVIEWED_ON}
    return render(request, "site/accessibility.html", context)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def report_accessibility(request: HttpRequest) -> HttpResponse:
    """Take a fault, or a wish for another form, as a case."""
    form = ReportForm(posted(request))
    key = request.POST.get("key", "")[:64] or references.new_secret()
    if request.method == "POST" and form.is_valid():
        at, token = clock.now(), _token_of(key)
        try:
            once(
                key=key,
                operation="site.report_accessibility",
                payload=form.cleaned_data,
                do=lambda: (
                    statement.lodge(
                        **form.cleaned_data,
                        language=get_language() or "sv",
                        token=token,
                        at=at,
                    ).case.pk
                ),
                at=at,
            )
        except SentTwiceDiffering:
            return _report(request, form, key=references.new_secret(), status=409)
        return redirect(reverse("cases:mine", args=[token]) + "?skickat")
    status = 422 if form.is_bound else 200
    return _report(request, form, key=references.new_secret(), status=status)


@public_page(3600)
@require_safe
def personal_data(request: HttpRequest) -> HttpResponse:
    """Show how personal data is used, and which board is responsible for what."""
    context = {"boards": bodies.bodies_open(clock.now()).authorities()}
    return render(request, "site/personal_data.html", context)


def _token_of(key: str) -> str:
    """Return the secret link of what this form sends: the same however often it is sent."""
    return salted_hmac("site.report_accessibility", key, algorithm="sha256").hexdigest()


def _report(
    request: HttpRequest, form: ReportForm, *, key: str, status: int
) -> HttpResponse:
    context = {"form": form, "key": key}
    return render(request, "site/report_accessibility.html", context, status=status)
