"""The one-time token that carries a text from the first step to the second without a cookie."""

from __future__ import annotations

from django.core import signing

from medverkan.foundation import references

_SALT = "cases.intake"
_VALID_SECONDS = 24 * 60 * 60


class TokenRefused(Exception):
    """The token is not ours, or older than 24 hours."""


def new_token() -> str:
    """Return a signed token around a fresh secret: the address of a draft to be."""
    return signing.TimestampSigner(salt=_SALT).sign(references.new_secret())


def secret_of(token: str) -> str:
    """
    Return the secret inside.

    :raises TokenRefused: it is not ours, or older than 24 hours
    """
    try:
        return signing.TimestampSigner(salt=_SALT).unsign(token, max_age=_VALID_SECONDS)
    except signing.BadSignature as error:
        raise TokenRefused from error


def token_around(secret: str) -> str:
    """Return a signed token around a draft's secret, to change its second step."""
    return signing.TimestampSigner(salt=_SALT).sign(secret)
