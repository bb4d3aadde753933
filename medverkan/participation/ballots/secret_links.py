"""Secrets of links in letters: 128 random bits, kept as a hash."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.core import signing

LENGTH = 22
_WITHDRAWAL = "ballots.withdrawal"


def new_secret() -> str:
    """Return a fresh secret, fit for an address."""
    return secrets.token_urlsafe(16)


def hash_of(secret: str) -> bytes:
    """Return what the database keeps of a secret."""
    return sha256(secret.encode()).digest()


def withdrawal_token(*, number: str, ballot: str) -> str:
    """Return the signed token of a link by which a vote is withdrawn."""
    return signing.dumps([ballot, number], salt=_WITHDRAWAL)


def read_withdrawal_token(token: str, *, ballot: str, max_age: int) -> str | None:
    """Return the attempt's number; None if we did not make the token or it is too old."""
    try:
        of_ballot, number = signing.loads(token, salt=_WITHDRAWAL, max_age=max_age)
    except signing.BadSignature:
        return None
    return number if of_ballot == ballot else None
