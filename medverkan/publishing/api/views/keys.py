"""The page on which administrators issue and revoke keys."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from medverkan.foundation import clock, references
from medverkan.foundation.accounts.access import has_role
from medverkan.foundation.audit.once import once
from medverkan.foundation.design.posting import posted
from medverkan.publishing.api import operations
from medverkan.publishing.api.forms import KeyForm
from medverkan.publishing.api.models import ApiKey
from medverkan.reference.bodies.roles import Role


@has_role(Role.ADMINISTRATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys; make one on POST and show its secret this once."""
    form = KeyForm(posted(request), initial=_fresh())
    issued = None
    if request.method == "POST" and form.is_valid():
        issued = _issue(request, form)
        form = KeyForm(initial=_fresh())
    context = {
        "form": form,
        "issued": issued,
        "keys": ApiKey.objects.select_related("issued_by").order_by(
            "-issued_at", "-pk"
        ),
    }
    status = 422 if form.is_bound else 200
    return render(request, "api/keys.html", context, status=status)


def _fresh() -> dict[str, str]:
    return {"once_key": references.new_secret()}


def _issue(request: HttpRequest, form: KeyForm) -> operations.Issued | None:
    """Make the key; None when the form was sent before and the secret shown then."""
    facts = dict(form.cleaned_data)
    made: list[operations.Issued] = []

    def make() -> int:
        made.append(operations.issue_key(**facts, actor=request.actor, at=clock.now()))
        return made[0].key.pk

    once(
        key=facts.pop("once_key"),
        operation="api.issue_key",
        payload=facts,
        do=make,
        at=clock.now(),
    )
    if not made:
        messages.info(request, _("The key was made already and is in the list."))
    return made[0] if made else None


@has_role(Role.ADMINISTRATOR)
@require_POST
def revoke(request: HttpRequest, hint: str) -> HttpResponse:
    """Revoke the valid key that begins like this."""
    key = get_object_or_404(ApiKey.objects.valid(), hint=hint)
    operations.revoke_key(key=key, actor=request.actor, at=clock.now())
    messages.success(request, _("The key no longer opens."))
    return redirect("api:keys")
