"""Counting schemes: what one count means, and how an identity becomes a tag."""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_DOTLESS_DOMAINS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}


class Scheme(StrEnum):
    """The kind of identity that counts once. A rule set names one of the first three."""

    EMAIL = "email"
    PERSON = "person"
    REGISTER = "register"
    NAME = "name"


COUNTING = (Scheme.EMAIL, Scheme.PERSON, Scheme.REGISTER)


class NoIdentity(ValueError):
    """The text cannot be read as an identity of this scheme."""


@dataclass(frozen=True)
class Tag:
    """
    A keyed hash of an identity, good for one ballot only.

    A weak tag (same name and postcode) suggests a match to a person and never rejects.
    """

    scheme: Scheme
    value: bytes

    @property
    def is_weak(self) -> bool:
        """Whether a hit only suggests."""
        return self.scheme is Scheme.NAME


def tag(*, key: bytes, scheme: Scheme, identity: str) -> Tag:
    """Return HMAC-SHA-256 of the scheme and an already normalised identity."""
    text = f"{scheme}\n{identity}".encode()
    return Tag(scheme=scheme, value=hmac.digest(key, text, "sha256"))


def normal_address(address: str) -> str:
    """
    Return the mailbox behind an e-mail address: lower case, no plus alias.

    Dots are dropped only where the provider is known to ignore them.

    :raises NoIdentity: it is no e-mail address
    """
    local, at_sign, domain = (
        unicodedata.normalize("NFKC", address).strip().rpartition("@")
    )
    local = local.lower().split("+", 1)[0]
    try:
        domain = domain.lower().rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        raise NoIdentity(address) from None
    if not (at_sign and local and "." in domain):
        raise NoIdentity(address)
    if domain in _DOTLESS_DOMAINS:
        local, domain = local.replace(".", ""), _DOTLESS_DOMAINS[domain]
    return f"{local}@{domain}"


def normal_name(name: str) -> str:
    """
    Return a name without regard to case, accents on e and u, hyphens and extra spaces.

    The Swedish letters å, ä and ö stay: Håkan and Hakan are different names.

    :raises NoIdentity: it holds no letter
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    plain = "".join(sign if sign in "åäö" else _unaccented(sign) for sign in folded)
    words = re.findall(r"[^\W\d_]+", plain)
    if not words:
        raise NoIdentity(name)
    return " ".join(words)


def _unaccented(sign: str) -> str:
    return unicodedata.normalize("NFD", sign)[0]


def normal_postcode(postcode: str) -> str:
    """
    Return the five digits of a Swedish postcode.

    :raises NoIdentity: there are not five
    """
    digits = re.sub(r"\D", "", postcode)
    if len(digits) != 5:
        raise NoIdentity(postcode)
    return digits


def address_tag(*, key: bytes, address: str, name: str | None = None) -> Tag:
    """Return the tag of an e-mail address, or of one named person who shares it."""
    identity = normal_address(address)
    if name is not None:
        identity = f"{identity}\n{normal_name(name)}"
    return tag(key=key, scheme=Scheme.EMAIL, identity=identity)


def name_tag(*, key: bytes, name: str, postcode: str) -> Tag:
    """Return the weak tag of a name at a postcode."""
    identity = f"{normal_name(name)}\n{normal_postcode(postcode)}"
    return tag(key=key, scheme=Scheme.NAME, identity=identity)
