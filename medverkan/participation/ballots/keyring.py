"""The key of a ballot in use: opened once a process, and what is blinded with it."""

from __future__ import annotations

import hmac
import ipaddress
from functools import lru_cache
from uuid import UUID

from medverkan.participation.ballots import keys
from medverkan.participation.ballots.models import Ballot, BallotKey

BLINDED_SIZE = 8


def key_of(ballot: Ballot) -> bytes:
    """
    Return the ballot's key.

    :raises BallotKey.DoesNotExist: it was destroyed by the board's decision
    """
    stored = BallotKey.objects.get(ballot=ballot)
    return _opened(bytes(stored.wrapped), stored.kek_id, ballot.uuid)


@lru_cache(maxsize=64)
def _opened(wrapped: bytes, kek_id: str, ballot: UUID) -> bytes:
    return keys.unwrap(keys.Wrapped(data=wrapped, kek_id=kek_id), ballot=ballot)


def blinded_network(key: bytes, source: str) -> bytes | None:
    """Return a hash of the network (/24, /48 for IPv6) that an address belongs to."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return None
    prefix = 24 if address.version == 4 else 48
    network = ipaddress.ip_network(f"{address}/{prefix}", strict=False)
    return _blinded(key, f"network\n{network}")


def blinded_domain(key: bytes, email: str) -> bytes:
    """Return a hash of the domain of an e-mail address."""
    return _blinded(key, f"domain\n{email.rpartition('@')[2].strip().lower()}")


def blinded_row(key: bytes, text: str) -> str:
    """Return a hash by which the same row is known again if its form is sent twice."""
    return _blinded(key, f"row\n{text}").hex()


def _blinded(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")[:BLINDED_SIZE]
