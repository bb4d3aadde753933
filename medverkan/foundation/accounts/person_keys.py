"""One person, one key: identities made comparable, then unreadable."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from personnummer import personnummer

PERSONAL_IDENTITY_NUMBER = "personal_identity_number"
EMAIL = "email"
NAME_AND_POSTCODE = "name_and_postcode"
EID_SUBJECT = "eid_subject"

_GMAIL = frozenset({"gmail.com", "googlemail.com"})


class NotAnIdentity(ValueError):
    """The text is no identity of that scheme; the text itself is never in the message."""


def person_key(*, key: bytes, scheme: str, identity: str) -> bytes:
    """
    Return 32 bytes that are the same for the same person under the same key and scheme.

    HMAC-SHA-256 over scheme, a zero byte and the normalised identity. Who has no key can
    neither test a name nor compare two purposes.

    :raises NotAnIdentity: it is not well-formed
    """
    message = b"\x00".join([scheme.encode(), normalise(scheme, identity).encode()])
    return hmac.new(key, message, hashlib.sha256).digest()


def key_for(purpose: str) -> bytes:
    """Return the deployment's own key for a purpose, derived from `PERSON_KEY`."""
    master = settings.PERSON_KEY.encode()
    return hmac.new(master, purpose.encode(), hashlib.sha256).digest()


def normalise(scheme: str, identity: str) -> str:
    """
    Return the one way to write this identity.

    :raises NotAnIdentity: it is not well-formed
    """
    return _SCHEMES[scheme](identity)


def name_and_postcode(*, name: str, postcode: str) -> str:
    """Return the identity of the scheme `NAME_AND_POSTCODE`, as read from a paper row."""
    return f"{name}\n{postcode}"


def _normalise_number(identity: str) -> str:
    """
    Twelve digits, for coordination numbers (day + 60) too.

    Ten digits are read as of today's century, `+` as a hundred years or more.
    """
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", "".join(identity.split()))
    if text.isascii():
        # Raised outside, so that the exception carries no trace of the number.
        with suppress(personnummer.PersonnummerException):
            return personnummer.parse(text).format(long_format=True)
    raise NotAnIdentity(PERSONAL_IDENTITY_NUMBER)


def _normalise_email(identity: str) -> str:
    """
    Case is ignored everywhere, what follows a plus sign too: it is an alias of one mailbox.

    Dots are ignored only where the provider is known to ignore them.
    """
    local, at, domain = _plain(identity).replace(" ", "").rpartition("@")
    local = local.partition("+")[0]
    if domain in _GMAIL:
        local, domain = local.replace(".", ""), "gmail.com"
    if not (local and at and domain):
        raise NotAnIdentity(EMAIL)
    return f"{local}@{_ascii_domain(domain)}"


def _ascii_domain(domain: str) -> str:
    with suppress(UnicodeError):
        return domain.encode("idna").decode("ascii").rstrip(".")
    raise NotAnIdentity(EMAIL)


def _normalise_name_and_postcode(identity: str) -> str:
    """The words of the name sorted, without signs; the postcode as five digits."""
    name, _, postcode = identity.rpartition("\n")
    words = sorted(re.findall(r"[^\W\d_]+", _plain(name)))
    digits = "".join(re.findall(r"\d", unicodedata.normalize("NFKC", postcode)))
    if not words or len(digits) != 5:
        raise NotAnIdentity(NAME_AND_POSTCODE)
    return f"{' '.join(words)}\n{digits}"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_SCHEMES: dict[str, Callable[[str], str]] = {
    PERSONAL_IDENTITY_NUMBER: _normalise_number,
    EMAIL: _normalise_email,
    NAME_AND_POSTCODE: _normalise_name_and_postcode,
    EID_SUBJECT: str,
}
