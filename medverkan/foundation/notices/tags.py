"""Keyed tags: reply addresses of cases, and addresses that want no more letters."""

from __future__ import annotations

import base64
from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

_UNSUBSCRIBE = "medverkan.notices.unsubscribe"
_TAG_BYTES = 15


def reply_tag(case_id: int) -> str:
    """Return the case's tag: 24 letters and digits that tell nothing and cannot be guessed."""
    return _keyed("medverkan.notices.reply", str(case_id))


def reply_address(tag: str) -> str:
    """Return the address whose mail lands in the case, or nothing without REPLY_DOMAIN."""
    if not tag or not settings.REPLY_DOMAIN:
        return ""
    return f"svar+{tag}@{settings.REPLY_DOMAIN}"


def tag_of_address(address: str) -> str:
    """Return the tag in a reply address, or nothing when it is none of ours."""
    local, _at, domain = parseaddr(address)[1].lower().rpartition("@")
    prefix, _plus, tag = local.partition("+")
    is_ours = prefix == "svar" and domain == settings.REPLY_DOMAIN.lower()
    return tag if is_ours else ""


def address_tag(email: str) -> str:
    """Return a keyed hash of an e-mail address, without regard to case."""
    return _keyed("medverkan.notices.address", email.strip().casefold())


def unsubscribe_token(*, letter: str, tag: str) -> str:
    """Return a signed token that asks for no more of this letter at this address tag."""
    return signing.Signer(salt=_UNSUBSCRIBE).sign(f"{letter}:{tag}")


def read_unsubscribe_token(token: str) -> tuple[str, str]:
    """
    Return the letter and address tag that the token was made for.

    :raises signing.BadSignature: we did not make it
    """
    letter, tag = signing.Signer(salt=_UNSUBSCRIBE).unsign(token).split(":")
    return letter, tag


def _keyed(purpose: str, value: str) -> str:
    digest = salted_hmac(purpose, value, algorithm="sha256").digest()
    return base64.b32encode(digest[:_TAG_BYTES]).decode().lower()
