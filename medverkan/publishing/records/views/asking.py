"""Asking for a record on the web, without saying who one is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock, references
from medverkan.foundation.audit.once import SentTwiceDiffering, once
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted, public_form
from medverkan.foundation.permissions import ANYONE
from medverkan.publishing.records import operations
from medverkan.publishing.records.forms import AskForm
from medverkan.reference.bodies import queries as bodies


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a request for records."""
    form = AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        try:
            once(
                key=request.POST.get("key", "")[:64] or references.new_secret(),
                operation="records.ask",
                payload=form.cleaned_data,
                do=lambda: (
                    operations.note_request(
                        authority=bodies.front_desk().authority,
                        asker="",
                        **form.cleaned_data,
                        actor=ANYONE,
                        at=at,
                    ).pk
                ),
                at=at,
            )
        except SentTwiceDiffering:
            form.add_error(
                None,
                _(
                    "You have sent this already with other words. Send it once more if you mean both."
                ),
            )
            return _show(request, form, status=409)
        return redirect("records:asked")
    return _show(request, form, status=422 if form.is_bound else 200)


@public_page(3600)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Confirm that the request came, and say what happens now."""
    return render(request, "records/asked.html", {})


def _show(request: HttpRequest, form: AskForm, *, status: int) -> HttpResponse:
    context = {"form": form, "key": references.new_secret()}
    return render(request, "records/ask.html", context, status=status)
