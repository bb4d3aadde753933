"""The page of blocked senders: who, why, how long, and what was held back because of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from medverkan.foundation import clock, references
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.calendar import local_date
from medverkan.foundation.design.posting import posted
from medverkan.participation.cases import blocked_senders, operations, rules
from medverkan.participation.cases.forms.blocks import BlockForm
from medverkan.participation.cases.views.intake import UNREADABLE

# What is shown of what has ended, so that a slip can be seen.
MOST_ENDED = 50
_deciders = has_role(*rules.SUSPECT_DECIDERS)


@_deciders
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the blocked senders of the actor's bodies; block one more on POST."""
    at = clock.now()
    form = BlockForm(
        posted(request),
        bodies=rules.bodies_to_block_for(request.actor),
        today=local_date(at),
        initial=_initial(request),
    )
    if request.method == "POST" and form.is_valid():
        operations.block_sender(**form.cleaned_data, actor=request.actor, at=at)
        messages.success(
            request, _("What is sent from there is held back in the quarantine.")
        )
        return redirect("cases:blocks")
    kept = blocked_senders.kept_by(request.actor)
    in_force = kept.in_force(at)
    context = {
        "form": form,
        "in_force": in_force,
        "ended": kept.exclude(pk__in=in_force.values("pk"))[:MOST_ENDED],
    }
    status = UNREADABLE if form.is_bound else 200
    return render(request, "cases/blocks.html", context, status=status)


@_deciders
@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in from now on what a blocked sender sends."""
    block = get_object_or_404(blocked_senders.kept_by(request.actor), pk=pk)
    operations.lift_block(block=block, actor=request.actor, at=clock.now())
    messages.success(request, _("What is sent from there is taken in again."))
    return redirect("cases:blocks")


def _initial(request: HttpRequest) -> dict[str, Any]:
    """Return what the form shows of the sender of what is held back, named by its reference."""
    try:
        reference = references.normalise(request.GET.get("fran", ""))
    except references.NotAReference:
        return {}
    seen = rules.suspects_visible_to(request.actor)
    suspect = seen.filter(reference=reference).first()
    if suspect is None or not suspect.may_be_blocked:
        return {}
    return {"sender": suspect.sender["email"], "body": suspect.body.slug}
