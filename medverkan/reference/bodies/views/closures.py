"""The page on which it is told that it is closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from medverkan.foundation import calendar, clock
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design.posting import posted
from medverkan.reference.bodies import forms, operations, queries, rules

_announcers = has_role(*rules.ANNOUNCERS)


@require_http_methods(["GET", "HEAD", "POST"])
@_announcers
def closures(request: HttpRequest) -> HttpResponse:
    """Show what is told of closed times; on POST tell of another."""
    at = clock.now()
    today = calendar.local_date(at)
    form = forms.ClosureForm(posted(request), actor=request.actor, today=today)
    if form.is_valid():
        operations.announce_closure(
            body=form.cleaned_data["body"],
            text=form.text,
            first_date=form.cleaned_data["first_day"],
            last_date=form.cleaned_data["last_day"],
            actor=request.actor,
            at=at,
        )
        messages.success(request, _("Those who write are told."))
        return redirect("bodies:closures")
    context = {
        "form": form,
        "closures": queries.closures_of(request.actor, today=today),
    }
    status = 422 if form.is_bound else 200
    return render(request, "bodies/closures.html", context, status=status)


@require_POST
@_announcers
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the words no more."""
    at = clock.now()
    mine = queries.closures_of(request.actor, today=calendar.local_date(at))
    closure = get_object_or_404(mine, pk=pk)
    operations.take_back_closure(closure=closure, actor=request.actor, at=at)
    messages.success(request, _("It is told no more."))
    return redirect("bodies:closures")
