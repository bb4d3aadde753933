"""One's own account, and the way in for demo persons."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from medverkan.foundation import clock
from medverkan.foundation.accounts import (
    actors,
    demo,
    eid,
    grants,
    operations,
    own_data,
    rules,
)
from medverkan.foundation.accounts.access import signed_in
from medverkan.foundation.accounts.forms import ProfileForm
from medverkan.foundation.accounts.models import User
from medverkan.foundation.design.posting import posted


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show the account and change its name and language."""
    form = ProfileForm(posted(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = User.objects.get(pk=request.user.pk)
        operations.change(
            user=user, **form.cleaned_data, actor=request.actor, at=clock.now()
        )
        messages.success(request, gettext("Saved."))
        return redirect("accounts_home")
    return render(
        request,
        "accounts/home.html",
        {
            "form": form,
            "has_second_factor": is_mfa_enabled(request.user),
            "has_eid": eid.is_available(),
        },
    )


@signed_in
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a second factor, say why, and which kinds there are."""
    held = grants.grants_of(request.actor.user_id, clock.now())
    return render(
        request,
        "accounts/second_factor.html",
        {
            "is_required": any(actors.needs_second_factor(g.role) for g in held),
            "next_url": _safe_next(request),
        },
    )


@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """Hand out everything that is kept about the person, as JSON."""
    response = JsonResponse(
        own_data.of(request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response["Content-Disposition"] = 'attachment; filename="medverkan.json"'
    return response


@signed_in
def erase(request: HttpRequest) -> HttpResponse:
    """Delete the account after one clear question."""
    at = clock.now()
    if request.method == "POST":
        operations.erase(user=request.user, actor=request.actor, at=at)
        logout(request)
        return render(request, "accounts/erased.html", {})
    return render(
        request,
        "accounts/erase.html",
        {"may_erase": rules.may_erase(request.actor, request.user, at)},
    )


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as a demo person by one click."""
    persons = {str(one.user.pk): one.user for one in demo.persons(clock.now())}
    user = persons.get(request.POST.get("user", ""))
    if user is None:
        raise Http404
    if request.user.is_authenticated:
        logout(request)
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    record_authentication(request, user, method="demo")
    return perform_login(
        request, Login(user=user, redirect_url=_safe_next(request) or None)
    )


def _safe_next(request: HttpRequest) -> str:
    """Return where to go on to, if that is a page of ours."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else ""
