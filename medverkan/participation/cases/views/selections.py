"""Filtered lists that an officer keeps by name, and the page of keyboard shortcuts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medverkan.foundation import clock
from medverkan.foundation.accounts.access import has_role
from medverkan.participation.cases import desk, forms, operations, staff_queries
from medverkan.participation.cases.operations.selections import TooManySelections

_staff = has_role(*desk.HANDLERS)


@_staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def selections(request: HttpRequest) -> HttpResponse:
    """List what the officer keeps; on POST keep a filtered list by a name."""
    if request.method == "POST":
        return _save(request)
    context = {"selections": staff_queries.selections_of(request.actor)}
    return render(request, "cases/selections.html", context)


def _save(request: HttpRequest) -> HttpResponse:
    form = forms.SelectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the list a name of at most 40 characters."))
        return redirect("cases:selections")
    # What is kept is what the list understands, not what somebody sent.
    list_name = form.cleaned_data["list_name"]
    asked = desk.InboxForm(QueryDict(form.cleaned_data["query"]), offered=None)
    try:
        operations.save_selection(
            name=form.cleaned_data["name"],
            list_name=list_name,
            query=asked.query,
            actor=request.actor,
            at=clock.now(),
        )
    except TooManySelections:
        messages.error(request, _("Your menu is full. Remove one first."))
        return redirect("cases:selections")
    return redirect(f"{reverse('cases:inbox', args=[list_name])}?{asked.query}")


@_staff
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Take a kept list out of the menu."""
    operations.remove_selection(
        name=request.POST.get("name", ""), actor=request.actor, at=clock.now()
    )
    return redirect("cases:selections")


@has_role(*desk.READERS)
@require_safe
def shortcuts(request: HttpRequest) -> HttpResponse:
    """List the keyboard shortcuts, with the switch that turns them off."""
    return render(request, "cases/shortcuts.html", {"shortcuts": desk.SHORTCUTS})
