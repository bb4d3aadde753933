"""The staff page about workers and their work."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medverkan.foundation import clock, permissions
from medverkan.foundation.schedule import jobs, operations, queries, rules


@require_safe
def service(request: HttpRequest) -> HttpResponse:
    """Show how workers, jobs and subscribers are doing."""
    permissions.require(rules.may_see_jobs(request.actor))
    state = queries.service_state(at=clock.now())
    return render(request, "schedule/service.html", {"state": state})


@require_POST
def run_now(request: HttpRequest, name: str) -> HttpResponse:
    """Have a job run at the next round."""
    if name not in jobs.registered():
        raise Http404
    operations.run_now(name=name, actor=request.actor, at=clock.now())
    messages.success(request, _("The worker runs it within some seconds."))
    return redirect("schedule:service")
