"""Keys of the ledger: of ballots (wrapped), of entries (MAC), of heads and receipts."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_SIZE = 32
NONCE_SIZE = 12


class KeyMissing(Exception):
    """The environment does not hold the key that is asked for."""


class WrongWrapping(Exception):
    """A wrapped key does not open: it was changed, or belongs to another ballot."""


@dataclass(frozen=True)
class Wrapped:
    """A ballot's key as the database holds it, and the id of the key that opens it."""

    data: bytes
    kek_id: str


@lru_cache(maxsize=16)
def _ring(text: str) -> dict[str, bytes]:
    pairs = (item.split(":", 1) for item in text.split(",") if item)
    return {key_id.strip(): bytes.fromhex(key) for key_id, key in pairs}


def _from_ring(text: str, key_id: str) -> bytes:
    try:
        return _ring(text)[key_id]
    except KeyError:
        raise KeyMissing(key_id) from None


def _current(text: str) -> str:
    try:
        return next(iter(_ring(text)))
    except StopIteration:
        raise KeyMissing("the ring is empty") from None


def new_ballot_key() -> bytes:
    """Return a fresh random key for one ballot."""
    return secrets.token_bytes(KEY_SIZE)


def wrap(key: bytes, *, ballot: UUID) -> Wrapped:
    """Encrypt a ballot's key under the current key-encryption key, bound to the ballot."""
    kek_id = current_kek_id()
    nonce = secrets.token_bytes(NONCE_SIZE)
    cipher = AESGCM(_from_ring(settings.LEDGER_KEK, kek_id))
    return Wrapped(data=nonce + cipher.encrypt(nonce, key, ballot.bytes), kek_id=kek_id)


def unwrap(wrapped: Wrapped, *, ballot: UUID) -> bytes:
    """
    Return a ballot's key.

    :raises KeyMissing: the key-encryption key has left the environment
    :raises WrongWrapping: the bytes were changed or belong to another ballot
    """
    cipher = AESGCM(_from_ring(settings.LEDGER_KEK, wrapped.kek_id))
    data = bytes(wrapped.data)
    try:
        return cipher.decrypt(data[:NONCE_SIZE], data[NONCE_SIZE:], ballot.bytes)
    except InvalidTag:
        raise WrongWrapping(ballot) from None


def current_kek_id() -> str:
    """Return the id of the key-encryption key in use; quarterly rotation changes it."""
    return _current(settings.LEDGER_KEK)


def kek_ids() -> frozenset[str]:
    """Return the ids of all key-encryption keys that the environment holds."""
    return frozenset(_ring(settings.LEDGER_KEK))


def mac(data: bytes) -> tuple[str, bytes]:
    """Return the id of the key in use and the MAC (HMAC-SHA-256) of an entry's bytes."""
    key_id = _current(settings.LEDGER_MAC_KEY)
    return key_id, _mac(data, key_id)


def is_mac_right(data: bytes, *, key_id: str, mac: bytes) -> bool:
    """Tell whether our own software wrote the entry; an unknown key means no."""
    try:
        return hmac.compare_digest(_mac(data, key_id), bytes(mac))
    except KeyMissing:
        return False


def _mac(data: bytes, key_id: str) -> bytes:
    return hmac.digest(_from_ring(settings.LEDGER_MAC_KEY, key_id), data, "sha256")


@dataclass(frozen=True)
class Signer:
    """An Ed25519 key pair; its id is the start of the public key's SHA-256."""

    private: Ed25519PrivateKey
    public: bytes
    key_id: str

    def sign(self, data: bytes) -> bytes:
        """Return the signature (RFC 8032) of the data."""
        return self.private.sign(data)


@lru_cache(maxsize=8)
def _signer(seed: str) -> Signer:
    if not seed:
        raise KeyMissing("signing key")
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
    public = private.public_key().public_bytes_raw()
    return Signer(private=private, public=public, key_id=key_id_of(public))


def key_id_of(public: bytes) -> str:
    """Return the id of a public key: sixteen hexadecimal digits of its SHA-256."""
    return sha256(public).hexdigest()[:16]


def head_signer() -> Signer:
    """
    Return the key that signs heads.

    :raises KeyMissing: this process is not a worker and does not hold it
    """
    return _signer(settings.LEDGER_SIGNING_KEY)


def receipt_signer() -> Signer:
    """Return the key that signs receipts, held by every web process."""
    return _signer(settings.LEDGER_RECEIPT_KEY)


def is_signed(data: bytes, *, signature: bytes, public: bytes) -> bool:
    """Tell whether the signature over the data is by the holder of this public key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes(public)).verify(bytes(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
