"""Links in letters to those who follow: signed, so that no account and no row is needed."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import override

_SALT = "cases.follow"


class TokenRefused(Exception):
    """We did not make the token."""


def token_of(address_tag: str) -> str:
    """Return what opens the choices of one address; only letters to it carry it."""
    return signing.Signer(salt=_SALT).sign(address_tag)


def address_tag_of(token: str) -> str:
    """
    Return the address tag inside.

    :raises TokenRefused: we did not make the token
    """
    try:
        return signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature as error:
        raise TokenRefused from error


def url(name: str, *args: str, language: str) -> str:
    """Return the full address of a page of this room in a language."""
    with override(language):
        return settings.SITE_URL + reverse(f"cases:{name}", args=args)
