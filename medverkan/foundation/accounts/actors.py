"""The actor behind a request, a command or a test."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from medverkan.foundation.accounts import grants, sessions
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import ANYONE, Actor, IdentityLevel


def actor_of(
    user: User, at: datetime, *, identity_level: IdentityLevel = IdentityLevel.EMAIL
) -> Actor:
    """Return the actor that this user is at this time, with every role held then."""
    if not user.is_active:
        return ANYONE
    return Actor(
        user_id=user.pk,
        grants=grants.grants_of(user.pk, at),
        identity_level=identity_level,
    )


def actor_of_request(request: HttpRequest, at: datetime) -> Actor:
    """
    Return who makes the request; without a session cookie, anyone.

    Nothing is read then, so that a page for everyone stays free of `Vary: Cookie`. Roles of
    `SECOND_FACTOR_ROLES` are withheld until the session has a second factor.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ANYONE
    if not request.user.is_authenticated:
        return ANYONE
    actor = actor_of(request.user, at, identity_level=sessions.identity_level(request))
    if sessions.has_second_factor(request):
        return actor
    return Actor(
        user_id=actor.user_id,
        grants=frozenset(g for g in actor.grants if not needs_second_factor(g.role)),
        identity_level=actor.identity_level,
    )


def needs_second_factor(role: str) -> bool:
    """Tell whether this municipality gives the role only to a session with two factors."""
    return role in settings.SECOND_FACTOR_ROLES
