"""Pages of staff about the sorter: how well it does, and the hints about other doors."""

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
from medverkan.participation.cases.models import WrongDoor
from medverkan.participation.cases.sorting import accuracy as measuring
from medverkan.participation.cases.views.kept_rows import keep


@signed_in
@never_cache
@require_safe
def accuracy(request: HttpRequest) -> HttpResponse:
    """Show how well the sorter does against what officers decided."""
    if not rules.may_see_sorting(request.actor):
        raise Http404
    version, today = measuring.of_latest_version()
    context = {
        "version": version,
        "today": today,
        "happened": measuring.as_it_happened(),
    }
    return render(request, "cases/sorting.html", context)


@signed_in
@never_cache
@require_safe
def doors(request: HttpRequest) -> HttpResponse:
    """List the hints about other doors."""
    _require_keeper(request)
    rows = WrongDoor.objects.order_by("place", "slug")
    return render(request, "cases/doors.html", {"doors": rows})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_door(request: HttpRequest) -> HttpResponse:
    """Write a hint."""
    _require_keeper(request)
    return _door_page(request, None)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a hint."""
    _require_keeper(request)
    return _door_page(request, get_object_or_404(WrongDoor, slug=slug))


def _door_page(request: HttpRequest, found: WrongDoor | None) -> HttpResponse:
    return keep(
        request,
        found,
        forms.DoorForm,
        save=partial(
            operations.save_door, door=found, actor=request.actor, at=clock.now()
        ),
        title_of_new=_("Write a hint"),
        listed="cases:doors",
    )


def _require_keeper(request: HttpRequest) -> None:
    if not rules.may_keep_doors(request.actor):
        raise Http404
