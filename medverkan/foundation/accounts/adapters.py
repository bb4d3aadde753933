"""What we change in allauth: our words and letters, nothing kept of an e-ID, where one lands."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import get_language, gettext

from medverkan.foundation import clock
from medverkan.foundation.accounts import emails, encryption, grants, sessions, texts
from medverkan.foundation.accounts.actors import needs_second_factor
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import IdentityLevel


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail code, and what follows it."""

    error_messages = {**DefaultAccountAdapter.error_messages, **texts.ERRORS}

    def new_user(self, request: HttpRequest) -> User:
        return User(language=get_language() or settings.LANGUAGE_CODE)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        is_staff = bool(grants.grants_of(request.user.pk, clock.now()))
        return resolve_url(
            settings.STAFF_LOGIN_REDIRECT_URL
            if is_staff
            else settings.LOGIN_REDIRECT_URL
        )

    def is_safe_url(self, url: str | None) -> bool:
        try:
            return super().is_safe_url(url)
        except ValueError:  # what is no address at all, such as http://[
            return False

    def pre_login(
        self, request: HttpRequest, user: User, **details: Any
    ) -> HttpResponse | None:
        _confirm_address(request, user)
        return super().pre_login(request, user, **details)

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
        response = super().post_login(request, user, **details)
        if _should_add_second_factor(request, user):
            return redirect_to_login(
                response.url, login_url=reverse("accounts_second_factor")
            )
        return response

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Ask for the passkey first: who has one has no app, as a rule."""
        methods = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: "webauthn" not in method["id"])

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        said = message or texts.MESSAGES.get(message_template)
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        letter = emails.BY_TEMPLATE.get(template_prefix, emails.CHANGED)
        words = {
            "code": context.get("code"),
            "change": texts.CHANGES.get(template_prefix),
            "signup_url": settings.SITE_URL + reverse("account_signup"),
            "login_url": settings.SITE_URL + reverse("account_login"),
        }
        try:
            emails.send(letter, to=email, context=words)
        except emails.NotSent:
            messages.error(
                self.request,
                gettext("We could not send the letter just now. Try again in a while."),
            )

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})


def _confirm_address(request: HttpRequest, user: User) -> None:
    """Note that the address got its code, of users whom somebody else has entered."""
    records = get_authentication_records(request, user)
    if records and records[-1].get("email", "").lower() == user.email:
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


def _should_add_second_factor(request: HttpRequest, user: User) -> bool:
    """Tell whether a person with a role has nothing but the e-mail code."""
    if sessions.has_second_factor(request) or is_mfa_enabled(user):
        return False
    return bool(grants.grants_of(user.pk, clock.now()))


class EIdAdapter(DefaultSocialAccountAdapter):
    """Sign-in by e-ID: of what the provider sends, only the level goes on."""

    error_messages = {**DefaultSocialAccountAdapter.error_messages, **texts.EID_ERRORS}

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        sociallogin.token = None
        sociallogin.state["eid_level"] = int(sociallogin.eid_level)

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> AbstractBaseUser | None:
        return sociallogin.user


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: encrypted where they lie, kept where a role needs them."""

    error_messages = {**DefaultMFAAdapter.error_messages, **texts.ERRORS}

    def get_totp_issuer(self) -> str:
        return settings.MUNICIPALITY["name"]

    def _get_site_name(self) -> str:
        return settings.MUNICIPALITY["name"]

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        return gettext("My passkey")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last factor of whoever holds a role that needs one."""
        others = Authenticator.objects.filter(
            user=authenticator.user,
            type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN],
        ).exclude(pk=authenticator.pk)
        held = grants.grants_of(authenticator.user_id, clock.now())
        return others.exists() or not any(needs_second_factor(g.role) for g in held)
