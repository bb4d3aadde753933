"""Where roles come from: upper rooms register providers, foundation knows no body."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from medverkan.foundation.permissions import Grant

Provider = Callable[[int, datetime], Iterable[Grant]]

_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a provider: called with a user's id and the time, returns the grants held then."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def grants_of(user_id: int, at: datetime) -> frozenset[Grant]:
    """Return every grant that any provider says the user holds at this time."""
    return frozenset(
        grant for provider in _providers for grant in provider(user_id, at)
    )
