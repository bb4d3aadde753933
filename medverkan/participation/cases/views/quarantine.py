"""The page of what is held back as suspected spam: let through, or reject with a reason."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import operations, quarantine, rules
from medverkan.participation.cases.forms.quarantine import RejectForm
from medverkan.participation.cases.models import Suspect
from medverkan.participation.cases.states import RejectionGround
from medverkan.participation.cases.views.intake import UNREADABLE

LATELY = dt.timedelta(days=30)
# What is shown of what has been decided, so that a slip can be seen.
MOST_DECIDED = 50
_deciders = has_role(*rules.SUSPECT_DECIDERS)


@_deciders
@never_cache
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """List what is held back, with why, and what was decided lately."""
    return _show(request)


@_deciders
@require_POST
def release(request: HttpRequest, reference: str) -> HttpResponse:
    """Let something through: it becomes a case with the day it arrived."""
    suspect = _find(request, reference)
    try:
        operations.release(suspect=suspect, actor=request.actor, at=clock.now())
    except TransitionRefused:
        return _decided_meanwhile(request)
    messages.success(
        request,
        _("%(reference)s is a case now, with the day it arrived.")
        % {"reference": reference},
    )
    return redirect("cases:quarantine")


@_deciders
@require_POST
def reject(request: HttpRequest, reference: str) -> HttpResponse:
    """Reject something as spam."""
    suspect = _find(request, reference)
    form = RejectForm(request.POST)
    if not form.is_valid():
        return _show(request, form=form, about=reference, status=UNREADABLE)
    try:
        operations.reject(
            suspect=suspect,
            ground=RejectionGround(form.cleaned_data["ground"]),
            actor=request.actor,
            at=clock.now(),
        )
    except TransitionRefused:
        return _decided_meanwhile(request)
    messages.success(
        request, _("%(reference)s is rejected.") % {"reference": reference}
    )
    return redirect("cases:quarantine")


def _show(
    request: HttpRequest,
    *,
    form: RejectForm | None = None,
    about: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = [
        {
            "suspect": suspect,
            "form": form
            if form is not None and suspect.reference == about
            else RejectForm(auto_id=f"id_{suspect.reference}_%s"),
        }
        for suspect in quarantine.held(request.actor)
    ]
    since = clock.now() - LATELY
    context = {
        "rows": rows,
        "form": form,
        "decided": quarantine.lately_decided(request.actor, since=since)[:MOST_DECIDED],
    }
    return render(request, "cases/quarantine.html", context, status=status)


def _decided_meanwhile(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Somebody else has decided about it meanwhile."))
    return redirect("cases:quarantine")


def _find(request: HttpRequest, reference: str) -> Suspect:
    found = rules.suspects_visible_to(request.actor).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
