"""The page on which counts of the residents are noted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock, permissions
from medverkan.foundation.design.posting import posted
from medverkan.reference.pathways import operations, rules
from medverkan.reference.pathways.forms import PopulationForm
from medverkan.reference.pathways.models import Population


@require_http_methods(["GET", "HEAD", "POST"])
def population(request: HttpRequest) -> HttpResponse:
    """List the counts of residents, and note a new one."""
    permissions.require(rules.may_draft(request.actor))
    form = PopulationForm(posted(request))
    if form.is_valid() and _noted(request, form):
        messages.success(request, _("The count is noted."))
        return redirect("pathways:population")
    return render(
        request,
        "pathways/editor/population.html",
        {"form": form, "counts": Population.objects.order_by("-counted_date")},
        status=422 if form.errors else 200,
    )


def _noted(request: HttpRequest, form: PopulationForm) -> bool:
    try:
        operations.note_population(
            **form.cleaned_data, actor=request.actor, at=clock.now()
        )
    except operations.AlreadyCounted:
        form.add_error("counted_date", _("There is a count of that day already."))
    except operations.CountedInTheFuture:
        form.add_error("counted_date", _("Choose a day that is not to come."))
    return form.is_valid()
