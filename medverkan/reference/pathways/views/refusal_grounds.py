"""Pages for the grounds on which publication is refused."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medverkan.foundation import clock, permissions
from medverkan.foundation.design import seen
from medverkan.foundation.design.posting import posted
from medverkan.reference.pathways import operations, queries, rules
from medverkan.reference.pathways.forms import RefusalGroundForm
from medverkan.reference.pathways.models import RefusalGround


@require_safe
def grounds(request: HttpRequest) -> HttpResponse:
    """List the grounds in the order they are read, with the rules that name each."""
    permissions.require(rules.may_keep_grounds(request.actor))
    return render(
        request,
        "pathways/editor/grounds.html",
        {"grounds": queries.grounds_with_rules()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ground(request: HttpRequest, code: str = "") -> HttpResponse:
    """Add a ground or change its words, with what the author and everyone will read."""
    permissions.require(rules.may_keep_grounds(request.actor))
    found = _current(code) if code else RefusalGround()
    form = RefusalGroundForm(posted(request), ground=found)
    is_stale = seen.is_stale(form)
    if not is_stale and form.is_valid():
        if "preview" in request.POST:
            found = RefusalGround(**{**form.values, "code": found.code})
        elif _saved(request, form, code):
            messages.success(request, _("The ground is saved."))
            return redirect("pathways:grounds")
    return render(
        request,
        "pathways/editor/ground.html",
        {
            "form": form,
            "code": code,
            "preview": found if str(found.text) else None,
            "versions": RefusalGround.objects.filter(code=code).order_by("-version"),
        },
        status=_status(form, is_stale=is_stale),
    )


def _current(code: str) -> RefusalGround:
    found = RefusalGround.objects.current().filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _saved(request: HttpRequest, form: RefusalGroundForm, code: str) -> bool:
    save = operations.change_refusal_ground if code else operations.add_refusal_ground
    try:
        save(
            code=form.cleaned_data["code"],
            values=form.values,
            actor=request.actor,
            at=clock.now(),
        )
    except operations.GroundExists:
        form.add_error("code", _("There is a ground of this name already."))
    return form.is_valid()


def _status(form: RefusalGroundForm, *, is_stale: bool) -> int:
    if is_stale:
        return seen.CONFLICT
    return 422 if form.errors else 200
