"""Who stands in for whom: staff arrange it for themselves before they are away."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design.posting import posted
from medverkan.reference.bodies import forms, operations, queries
from medverkan.reference.bodies.roles import Role

_staff = has_role(
    Role.OFFICER,
    Role.REGISTRAR,
    Role.COORDINATOR,
    Role.REVIEWER,
    Role.CONTACT_CENTRE,
    Role.BOARD_SECRETARY,
)


@require_http_methods(["GET", "HEAD", "POST"])
@_staff
def cover(request: HttpRequest) -> HttpResponse:
    """Show who stands in for whom; on POST name one's own cover."""
    at = clock.now()
    today = calendar.local_date(at)
    form = forms.CoverForm(
        posted(request),
        colleagues=queries.colleagues_of(request.actor, at),
        today=today,
    )
    if form.is_valid():
        operations.cover(
            user=request.user, **form.cleaned_data, actor=request.actor, at=at
        )
        messages.success(request, _("Your cover is arranged."))
        return redirect("bodies:cover")
    context = {
        "form": form,
        "covers": queries.covers_from(today, user_id=request.user.pk),
        "me": request.user.pk,
    }
    return render(
        request, "bodies/cover.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@_staff
def end_cover(request: HttpRequest) -> HttpResponse:
    """Let one's own cover end today, named by its first day."""
    try:
        first_day = dt.date.fromisoformat(request.POST.get("first_day", ""))
    except ValueError:
        return redirect("bodies:cover")
    operations.end_cover(
        user=request.user, first_day=first_day, actor=request.actor, at=clock.now()
    )
    messages.success(request, _("The cover has ended."))
    return redirect("bodies:cover")
