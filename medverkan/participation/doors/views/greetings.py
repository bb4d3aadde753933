"""The page on which an authority's own words in automatic answers are written and approved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design.posting import posted
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.doors import queries, rules
from medverkan.participation.doors.forms import GreetingForm
from medverkan.participation.doors.operations import greetings as operations

_writers = has_role(*rules.WRITERS)


@_writers
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the authorities whose words the actor writes."""
    context = {"authorities": queries.authorities_of(request.actor)}
    return render(request, "doors/greetings.html", context)


@_writers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_authority(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the versions of an authority's words; propose one on POST."""
    authority = get_object_or_404(queries.authorities_of(request.actor), slug=slug)
    versions = list(queries.greetings_of(authority))
    form = GreetingForm(posted(request), initial=versions[0].text if versions else None)
    if request.method == "POST" and form.is_valid():
        operations.propose_greeting(
            authority=authority, text=form.text(), actor=request.actor, at=clock.now()
        )
        messages.success(
            request, _("The words wait for somebody else to approve them.")
        )
        return redirect("doors:greeting", slug)
    context = {
        "authority": authority,
        "form": form,
        "versions": [
            {
                "greeting": each,
                "may_approve": each.state == "proposed"
                and rules.may_approve_greeting(request.actor, each),
            }
            for each in versions
        ],
    }
    status = 422 if form.is_bound else 200
    return render(request, "doors/greeting.html", context, status=status)


@_writers
@require_POST
def approve(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Approve what somebody else has written."""
    authority = get_object_or_404(queries.authorities_of(request.actor), slug=slug)
    greeting = get_object_or_404(queries.greetings_of(authority), version=version)
    try:
        operations.approve_greeting(
            greeting=greeting, actor=request.actor, at=clock.now()
        )
    except TransitionRefused:
        messages.error(request, _("A later version has taken its place."))
    return redirect("doors:greeting", slug)
