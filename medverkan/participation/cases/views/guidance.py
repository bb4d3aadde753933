"""Short answers to what many ask: a page each, and the pages where editors keep them."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import signed_in
from medverkan.foundation.design.caching import public_page
from medverkan.foundation.text import SOURCE_LANGUAGE
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.models import Guidance
from medverkan.participation.cases.views.kept_rows import keep


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
    is_shown = found is not None and found.is_shown
    return keep(
        request,
        found,
        forms.GuidanceForm,
        save=partial(
            operations.save_guidance,
            guidance=found,
            actor=request.actor,
            at=clock.now(),
        ),
        title_of_new=_("Write an answer"),
        listed="cases:kept_guidance",
        shown_at=reverse("cases:guidance", args=[found.slug]) if is_shown else "",
    )


def _require_keeper(request: HttpRequest) -> None:
    if not rules.may_keep_guidance(request.actor):
        raise Http404
