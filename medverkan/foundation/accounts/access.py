"""Who gets to a page at all: decorators for views; finer rules are each room's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from medverkan.foundation import clock, permissions
from medverkan.foundation.accounts import actors, grants, sessions

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Send whoever is not signed in to the sign-in page, and back here afterwards."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.require(request.actor.user_id is not None)
        return view(request, *args, **kwargs)

    return wrapped


def has_role(*roles: str) -> Callable[[View], View]:
    """
    Let in whoever holds one of the roles anywhere.

    Others are sent to sign in, to set up or use a second factor where that is all that is
    missing, or get the page for 403.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if _is_withheld(request, roles):
                return _second_factor_first(request)
            permissions.require(request.actor.has_role(*roles))
            return view(request, *args, **kwargs)

        return wrapped

    return decorator


def second_factor(view: View) -> View:
    """Let in only a session with a second factor; help the others to one."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        permissions.require(request.actor.user_id is not None)
        if not sessions.has_second_factor(request):
            return _second_factor_first(request)
        return view(request, *args, **kwargs)

    return wrapped


def may_sign_in(request: HttpRequest) -> bool:
    """Tell whether signing in may help: nobody is signed in and no form was sent."""
    return request.actor.user_id is None and request.method in ("GET", "HEAD")


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Return the way to the sign-in page and back to this one."""
    return redirect_to_login(request.get_full_path())


def _is_withheld(request: HttpRequest, roles: tuple[str, ...]) -> bool:
    if request.actor.user_id is None or request.actor.has_role(*roles):
        return False
    return any(
        grant.role in roles and actors.needs_second_factor(grant.role)
        for grant in grants.grants_of(request.actor.user_id, clock.now())
    )


def _second_factor_first(request: HttpRequest) -> HttpResponse:
    methods = get_adapter().get_reauthentication_methods(request.user)
    url = methods[0]["url"] if methods else reverse("accounts_second_factor")
    return redirect_to_login(request.get_full_path(), login_url=url)
