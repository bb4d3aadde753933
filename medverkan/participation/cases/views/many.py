"""Several cases chosen in the list: what will happen to each is shown, then it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medverkan.foundation import clock, references
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.design.posting import posted
from medverkan.foundation.text.numbers import whole_number
from medverkan.participation.cases import desk, queries
from medverkan.participation.cases import many as errands
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.views.intake import UNREADABLE


@has_role(*desk.HANDLERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest, name: str, verb: str) -> HttpResponse:
    """
    Ask what to do with the chosen cases, show what will happen to each, then do it.

    The cases stand in the address; words to residents never do.
    """
    errand = errands.ERRANDS.get(verb)
    if errand is None or name not in queries.Inbox.NAMES:
        raise Http404
    data = posted(request)
    filters = desk.asked_in(request)
    values = (data or request.GET).getlist("arende")
    cases = errands.chosen(values, actor=request.actor)
    if not cases:
        messages.warning(request, _("Choose cases in the list first."))
        return redirect(f"{reverse('cases:inbox', args=[name])}{filters}")
    form = errand.form(cases, request.actor, data)
    if data is not None and "insert" in data:
        form = _with_template(request, errand, cases, form)
        data = None
    context = {
        "list_name": name,
        "list_label": desk.LIST_LABELS[name],
        "filters": filters,
        "verb": verb,
        "errand": errand,
        "cases": cases,
        "form": form,
    }
    if data is None or not form.is_valid():
        status = 200 if data is None else UNREADABLE
        return render(request, "cases/many.html", context, status=status)
    if "send" in data:
        return _send(request, context)
    return _preview(request, context)


def _preview(request: HttpRequest, context: dict) -> HttpResponse:
    errand, form = context["errand"], context["form"]
    rows = errands.preview(
        errand, context["cases"], form.cleaned_data, actor=request.actor
    )
    hidden = errand.form(context["cases"], request.actor, request.POST)
    hidden.auto_id = "hidden-%s"
    context |= {
        "rows": [row for row in rows if not row.why_not],
        "left_out": [row for row in rows if row.why_not],
        "hidden": hidden,
        "key": references.new_secret(),
    }
    return render(request, "cases/many.html", context)


def _send(request: HttpRequest, context: dict) -> HttpResponse:
    results = errands.do_each(
        context["errand"],
        context["verb"],
        context["cases"],
        context["form"].cleaned_data,
        versions=_versions(request.POST.getlist("arende")),
        key=request.POST.get("key") or references.new_secret(),
        actor=request.actor,
        at=clock.now(),
    )
    context |= {
        "done": [result for result in results if not result.why_not],
        "failed": [result for result in results if result.why_not],
    }
    return render(request, "cases/many_done.html", context)


def _with_template(
    request: HttpRequest, errand: errands.Errand, cases: list[Case], form: Any
) -> Any:
    """Return the form with the chosen template after what was typed, fields as they are."""
    template = form.chosen_template() if errand.writes_letters else None
    typed = request.POST.dict()
    if template is not None:
        text = template.text.in_language(request.LANGUAGE_CODE)
        typed["text"] = "\n\n".join(filter(None, [typed.get("text", ""), text]))
    fresh = errand.form(cases, request.actor, None)
    fresh.initial.update(typed)
    return fresh


def _versions(values: list[str]) -> dict[str, int]:
    pairs = (value.partition(".")[::2] for value in values)
    return {
        reference: version
        for reference, typed in pairs
        if (version := whole_number(typed)) is not None
    }
