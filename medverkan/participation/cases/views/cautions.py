"""The pages where staff keep what reviewers look for before a text is published."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import signed_in
from medverkan.participation.cases import forms, operations, rules
from medverkan.participation.cases.models import Caution
from medverkan.participation.cases.views.kept_rows import keep


@signed_in
@never_cache
@require_safe
def cautions(request: HttpRequest) -> HttpResponse:
    """List what reviewers look for."""
    _require_keeper(request)
    rows = Caution.objects.order_by("slug")
    return render(request, "cases/cautions.html", {"rows": rows})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_caution(request: HttpRequest) -> HttpResponse:
    """Write something to look for."""
    _require_keeper(request)
    return _form_page(request, None)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def caution(request: HttpRequest, slug: str) -> HttpResponse:
    """Change something to look for, or stop looking for it."""
    _require_keeper(request)
    return _form_page(request, get_object_or_404(Caution, slug=slug))


def _form_page(request: HttpRequest, found: Caution | None) -> HttpResponse:
    return keep(
        request,
        found,
        forms.CautionForm,
        save=partial(
            operations.save_caution,
            caution=found,
            actor=request.actor,
            at=clock.now(),
        ),
        title_of_new=_("Write what to look for"),
        listed="cases:cautions",
    )


def _require_keeper(request: HttpRequest) -> None:
    if not rules.may_keep_cautions(request.actor):
        raise Http404
