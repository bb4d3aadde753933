"""E-ID over OpenID Connect: which provider, what is asked for, and what is let through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from medverkan.foundation.accounts import person_keys
from medverkan.foundation.permissions import IdentityLevel

PROVIDER_ID = "eid"

# Signatures that only the provider can make: never one made with the shared secret.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"]
_LEEWAY_SECONDS = 30

_OWN = "http://id.elegnamnden.se/loa/1.0/"
_CONNECT = "http://id.swedenconnect.se/loa/1.0/"
_LEVELS = {
    # Tillitsramverket för svensk e-legitimation, and its forms for non-residents.
    f"{_OWN}loa2": IdentityLevel.LOA2,
    f"{_OWN}loa3": IdentityLevel.LOA3,
    f"{_OWN}loa4": IdentityLevel.LOA4,
    f"{_CONNECT}loa2-nonresident": IdentityLevel.LOA2,
    f"{_CONNECT}loa3-nonresident": IdentityLevel.LOA3,
    f"{_CONNECT}loa4-nonresident": IdentityLevel.LOA4,
    # eIDAS, notified and not yet notified: low, substantial, high.
    f"{_OWN}eidas-low": IdentityLevel.LOA2,
    f"{_OWN}eidas-sub": IdentityLevel.LOA3,
    f"{_OWN}eidas-high": IdentityLevel.LOA4,
    f"{_OWN}eidas-nf-low": IdentityLevel.LOA2,
    f"{_OWN}eidas-nf-sub": IdentityLevel.LOA3,
    f"{_OWN}eidas-nf-high": IdentityLevel.LOA4,
}


def is_available() -> bool:
    """Tell whether this municipality has configured an e-ID provider."""
    return bool(settings.EID["server_url"])


def level_of(claims: Mapping[str, Any]) -> IdentityLevel:
    """Return the level that the ID token vouches for; a level we do not know is none."""
    stated = str(claims.get(settings.EID["level_claim"], ""))
    also_known = settings.EID["levels"]
    if stated in also_known:
        return IdentityLevel(int(also_known[stated]))
    return _LEVELS.get(stated, IdentityLevel.UNKNOWN)


def number_in(claims: Mapping[str, Any]) -> str | None:
    """Return the personal identity or coordination number among the claims, if any."""
    found = (claims.get(name) for name in settings.EID["number_claims"])
    return next((str(number) for number in found if number), None)


class EIdOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """Talks to the provider; checks the signature of every ID token."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            return jwt.decode(
                id_token,
                key=self._signing_key(id_token),
                algorithms=_ALGORITHMS,
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("The ID token does not hold.") from error

    def _signing_key(self, id_token: str) -> jwt.PyJWK:
        """Return the key the token names, else the only one (OpenID Connect Core 10.1)."""
        named = jwt.get_unverified_header(id_token).get("kid")
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        fitting = [
            key
            for key in jwt.PyJWKSet.from_dict(answer.json()).keys
            if named in (None, key.key_id) and key.public_key_use in (None, "sig")
        ]
        if len(fitting) != 1:
            raise OAuth2Error("The ID token names no key of the provider.")
        return fitting[0]


class EIdProvider(OpenIDConnectProvider):
    """
    The provider as allauth sees it: a hashed subject and a level, no claims.

    What the visitor adds to the address (scopes, parameters) is ignored.
    """

    oauth2_adapter_class = EIdOAuth2Adapter

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return self.get_scope()

    def get_auth_params_from_request(
        self, request: HttpRequest, action: str
    ) -> dict[str, str]:
        return self.get_auth_params()

    def extract_uid(self, data: dict[str, Any]) -> str:
        token = data["id_token"]
        return person_keys.person_key(
            key=person_keys.key_for("sign-in"),
            scheme=person_keys.EID_SUBJECT,
            identity=f"{token['iss']} {token['sub']}",
        ).hex()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []

    def sociallogin_from_response(
        self, request: HttpRequest, response: dict[str, Any]
    ) -> SocialLogin:
        level = level_of(response["id_token"])
        if level < IdentityLevel.LOA2:
            raise PermissionDenied("level of assurance too low")
        login = super().sociallogin_from_response(request, response)
        login.eid_level = level
        return login
