"""How often one network may ask: wide enough for a school, too narrow for a flood."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from medverkan.foundation.design.errors import TooManyRequests

SECONDS = 600
VOTES = 300
CHECKS = 600


def sender_of(request: HttpRequest) -> str:
    """Return the network address that a request came from, behind trusted proxies too."""
    return get_adapter().get_client_ip(request) or ""


def count(request: HttpRequest, *, what: str, limit: int) -> None:
    """
    Note one more request of this kind from the sender's network.

    :raises TooManyRequests: there were too many in ten minutes
    """
    sender = hashlib.sha256(sender_of(request).encode()).hexdigest()
    key = f"ballots:{what}:{sender[:32]}"
    cache.add(key, 0, timeout=SECONDS)
    try:
        asked = cache.incr(key)
    except ValueError:  # it was forgotten between the two
        return
    if asked > limit:
        raise TooManyRequests
