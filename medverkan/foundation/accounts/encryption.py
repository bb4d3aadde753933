"""Encryption of what allauth must be able to read again: keys of apps for codes."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet

from medverkan.foundation.accounts import person_keys


def encrypt(text: str) -> str:
    """Return the text as only this deployment can read it."""
    return _box().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """
    Return what was encrypted.

    :raises cryptography.fernet.InvalidToken: it was not encrypted here
    """
    return _box().decrypt(encrypted.encode()).decode()


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(person_keys.key_for("second factors")))
