"""References that people say on the phone, and secrets that open what is theirs."""

from __future__ import annotations

import hashlib
import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_LETTERS = 7
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NOT_SAID = re.compile(r"[\s\u00ad\u2010-\u2015\u2212._/-]+")
_SHAPE = re.compile(rf"\d{{4}}[{ALPHABET}]{{{_RANDOM_LETTERS + 1}}}", re.ASCII)


class NotAReference(ValueError):
    """The text cannot be read as a reference, or its check letter says it is mistyped."""


def new_reference(*, year: int) -> str:
    """Return a new public reference such as `2026-7KM4Q2TX`: year, 35 random bits, check."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM_LETTERS))
    return f"{year:04}-{letters}{check_letter(f'{year:04}{letters}')}"


def normalise(text: str) -> str:
    """
    Return a reference as we write it, from the way somebody wrote or said it.

    Lower case, spaces and missing hyphens are accepted; O is read as 0, I and L as 1.

    :raises NotAReference: it has another shape or a wrong check letter
    """
    letters = _NOT_SAID.sub("", text[:60]).upper().translate(_READ_AS)
    if not _SHAPE.fullmatch(letters) or check_letter(letters[:-1]) != letters[-1]:
        raise NotAReference(text[:60])
    return f"{letters[:4]}-{letters[4:]}"


def check_letter(letters: str) -> str:
    """
    Return the check letter by the hybrid system MOD 33,32 of ISO/IEC 7064.

    It reveals every single wrong letter and nearly all swapped neighbours.
    """
    size = len(ALPHABET)
    product = size
    for letter in letters:
        total = (product + ALPHABET.index(letter)) % size or size
        product = total * 2 % (size + 1)
    return ALPHABET[(1 - product) % size]


def new_secret() -> str:
    """Return 128 random bits as 22 characters that are safe in an address."""
    return secrets.token_urlsafe(16)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
