"""Short answers to what many ask: a page each, and the pages where editors keep them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import signed_in
from medverkan.foundation.design import seen
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.design.posting import posted
from medverkan.foundation.text import SOURCE_LANGUAGE
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.models import Guidance
from medverkan.participation.cases.views.intake import UNREADABLE


@public_page(60)
@require_safe
def guidance(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a short answer."""
    found = get_object_or_404(Guidance, slug=slug, is_shown=True)
    language = get_language() if get_language() in found.answer else SOURCE_LANGUAGE
    context = {"guidance": found, "language": language}
    return render(request, "cases/guidance.html", context)


@signed_in
@never_cache
@require_safe
def kept_guidance(request: HttpRequest) -> HttpResponse:
    """List the short answers to those who keep them."""
    _require_keeper(request)
    rows = Guidance.objects.order_by("slug")
    return render(request, "cases/kept_guidance.html", {"rows": rows})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_guidance(request: HttpRequest) -> HttpResponse:
    """Write a short answer."""
    _require_keeper(request)
    return _form_page(request, None)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_guidance(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a short answer, or stop showing it."""
    _require_keeper(request)
    return _form_page(request, get_object_or_404(Guidance, slug=slug))


def _form_page(request: HttpRequest, found: Guidance | None) -> HttpResponse:
    initial = forms.GuidanceForm.initial_of(found) if found else None
    form = forms.GuidanceForm(posted(request), initial=initial)
    seen.mark(form)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid():
        operations.save_guidance(
            guidance=found, actor=request.actor, at=clock.now(), **form.facts()
        )
        messages.success(request, _("Saved."))
        return redirect("cases:kept_guidance")
    status = UNREADABLE if form.is_bound else 200
    context = {"form": form, "guidance": found}
    return render(
        request,
        "cases/change_guidance.html",
        context,
        status=seen.CONFLICT if is_stale else status,
    )


def _require_keeper(request: HttpRequest) -> None:
    if not rules.may_keep_guidance(request.actor):
        raise Http404
