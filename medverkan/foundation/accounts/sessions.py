"""What a session tells of how its user signed in."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from medverkan.foundation.permissions import IdentityLevel

_EID_KEY = "accounts_eid"


def remember_eid(request: HttpRequest, *, uid: str, level: IdentityLevel) -> None:
    """Note the level that the provider vouched for, tied to the hashed subject."""
    request.session[_EID_KEY] = {"uid": uid, "level": int(level)}


def identity_level(request: HttpRequest) -> IdentityLevel:
    """
    Return how surely the session knows its user.

    A level of e-ID counts only beside allauth's own record that this user came in by it: a
    flow that was begun and left lifts nobody.
    """
    noted = request.session.get(_EID_KEY, {})
    came_by_eid = any(
        record.get("method") == "socialaccount"
        and record.get("uid") == noted.get("uid")
        for record in get_authentication_records(request, request.user)
    )
    return IdentityLevel(noted["level"]) if came_by_eid else IdentityLevel.EMAIL


def has_second_factor(request: HttpRequest) -> bool:
    """Tell whether passkey, one-time code or e-ID of level 3 stands behind the session."""
    methods = {
        record.get("method")
        for record in get_authentication_records(request, request.user)
    }
    if "mfa" in methods or (settings.DEMO and "demo" in methods):
        return True
    return identity_level(request) >= IdentityLevel.LOA3
