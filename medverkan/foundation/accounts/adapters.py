"""What we change in allauth: no claims or tokens kept, letters, where one lands."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from medverkan.foundation.accounts import sessions
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import IdentityLevel


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail code, and what follows it."""

    def post_login(
        self, request: HttpRequest, user: User, **details: Any
    ) -> HttpResponse:
        login = (details["signal_kwargs"] or {}).get("sociallogin")
        if login is not None and "eid_level" in login.state:
            sessions.remember_eid(
                request,
                uid=login.account.uid,
                level=IdentityLevel(login.state["eid_level"]),
            )
        return super().post_login(request, user, **details)


class EIdAdapter(DefaultSocialAccountAdapter):
    """Sign-in by e-ID: of what the provider sends, only the level goes on."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        sociallogin.token = None
        sociallogin.state["eid_level"] = int(sociallogin.eid_level)

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        return sociallogin.user


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors carry the municipality's name."""

    def get_totp_issuer(self) -> str:
        return settings.MUNICIPALITY["name"]
