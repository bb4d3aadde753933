"""What is kept about a person with an account; rooms above add their own parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from medverkan.foundation.accounts.models import User

Provider = Callable[[int], Any]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Add a part: called with the user's id, returns what JSON can hold."""
    _providers[name] = provider


def of(user: User) -> dict[str, Any]:
    """Return everything kept about the user, by part."""
    return {
        "account": _account(user),
        **{name: provider(user.pk) for name, provider in sorted(_providers.items())},
    }


def _account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "joined_at": user.joined_at,
        "last_login": user.last_login,
        "addresses": list(
            EmailAddress.objects.filter(user=user)
            .order_by("pk")
            .values("email", "verified")
        ),
        "second_factors": list(
            Authenticator.objects.filter(user=user)
            .order_by("pk")
            .values("type", "created_at", "last_used_at")
        ),
        "e_ids": list(
            SocialAccount.objects.filter(user=user)
            .order_by("pk")
            .values("date_joined", "last_login")
        ),
        "sessions": list(
            UserSession.objects.filter(user=user)
            .order_by("pk")
            .values("created_at", "ip", "user_agent")
        ),
    }
