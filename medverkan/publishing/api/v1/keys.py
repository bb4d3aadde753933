"""What opens what is not for everyone: the key of a system, and the secret link of a person."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import APIKeyHeader, HttpBearer

from medverkan.foundation import clock
from medverkan.publishing.api import keys
from medverkan.publishing.api.models import ApiKey

LINK_HEADER = "X-Secret-Link"


class KeyInHeader(APIKeyHeader):
    """The key of another system, in a header of its own."""

    param_name = keys.HEADER

    def authenticate(self, request: HttpRequest, key: str | None) -> ApiKey | None:
        """Return the key, counted as used; None where there is none."""
        return _counted(key)


class KeyAsBearer(HttpBearer):
    """The same key, as a bearer token."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiKey | None:
        """Return the key, counted as used; None where there is none."""
        return _counted(token)


class SecretLink(APIKeyHeader):
    """The token of a secret link; in a header, since addresses are logged and kept."""

    param_name = LINK_HEADER

    def authenticate(self, request: HttpRequest, key: str | None) -> str | None:
        """Return the token; whether it opens anything is found out by reading."""
        return key


A_KEY = [KeyInHeader(), KeyAsBearer()]
A_LINK = SecretLink()


def _counted(secret: str | None) -> ApiKey | None:
    """:raises TooManyRequests: the key was used too often within this minute"""
    try:
        key = keys.key_of(secret or "")
    except keys.UnknownKey:
        return None
    keys.count_writing(key, at=clock.now())
    return key
