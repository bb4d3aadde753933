"""How often one network, person or mailbox may ask: enough for a school, no flood."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from medverkan.foundation import counting
from medverkan.foundation.design.errors import TooManyRequests

SECONDS = 600
VOTES = 300
CHECKS = 600
# A quick typist registers some sixty rows; each row also tells whether it is known.
ROWS = 150
LETTERS = 3


def sender_of(request: HttpRequest) -> str:
    """Return the network address that a request came from, behind trusted proxies too."""
    return get_adapter().get_client_ip(request) or ""


def count(request: HttpRequest, *, what: str, limit: int) -> None:
    """
    Note one more request of this kind from the sender's network.

    :raises TooManyRequests: there were too many in ten minutes
    """
    if is_over(sender_of(request), what=what, limit=limit):
        raise TooManyRequests


def is_over(who: str, *, what: str, limit: int) -> bool:
    """Note one more of this kind; tell whether there were too many in ten minutes."""
    digest = salted_hmac("medverkan.ballots.limits", who, algorithm="sha256")
    name = f"ballots:{what}:{digest.hexdigest()[:32]}"
    return counting.count(name, seconds=SECONDS) > limit
