"""Counting schemes: what one count means, and how an identity becomes a tag."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import StrEnum

from medverkan.foundation.accounts import person_keys

NotAnIdentity = person_keys.NotAnIdentity


class Scheme(StrEnum):
    """The kind of identity that counts once. A rule set names one of the first three."""

    EMAIL = "email"
    PERSON = "person"
    REGISTER = "register"
    NAME = "name"


COUNTING = (Scheme.EMAIL, Scheme.PERSON, Scheme.REGISTER)


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


def address_tag(*, key: bytes, address: str, name: str | None = None) -> Tag:
    """
    Return the tag of an e-mail address, or of one named person who shares it.

    :raises NotAnIdentity: it is no address, or the name holds no letter
    """
    value = person_keys.person_key(key=key, scheme=person_keys.EMAIL, identity=address)
    if name is not None:
        # The address's own hash is the key, so that a name counts once at each address.
        value = name_tag(key=value, name=name, postcode="00000").value
    return Tag(scheme=Scheme.EMAIL, value=value)


def person_tag(*, key: bytes, number: str) -> Tag:
    """
    Return the tag of a personal identity number, which is forgotten at once.

    :raises NotAnIdentity: it is no such number
    """
    value = person_keys.person_key(
        key=key, scheme=person_keys.PERSONAL_IDENTITY_NUMBER, identity=number
    )
    return Tag(scheme=Scheme.PERSON, value=value)


def register_tag(*, key: bytes, row: str) -> Tag:
    """Return the tag of a census row."""
    value = hmac.digest(key, f"{Scheme.REGISTER}\n{row}".encode(), "sha256")
    return Tag(scheme=Scheme.REGISTER, value=value)


def name_tag(*, key: bytes, name: str, postcode: str) -> Tag:
    """
    Return the weak tag of a name at a postcode.

    :raises NotAnIdentity: there is no letter or not five digits
    """
    value = person_keys.person_key(
        key=key,
        scheme=person_keys.NAME_AND_POSTCODE,
        identity=person_keys.name_and_postcode(name=name, postcode=postcode),
    )
    return Tag(scheme=Scheme.NAME, value=value)
