"""Where roles come from: upper rooms register providers, foundation knows no body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from medverkan.foundation.permissions import Grant

Provider = Callable[[int, datetime], Iterable[Grant]]

_providers: list[Provider] = []
_names: dict[str, Any] = {}


def register(provider: Provider, *, names: Mapping[str, Any] | None = None) -> Provider:
    """
    Add a provider: called with a user's id and the time, returns the grants held then.

    `names` are the words for its roles, by their codes.
    """
    if provider not in _providers:
        _providers.append(provider)
    _names.update(names or {})
    return provider


def name_of(role: str) -> str:
    """Return the word for a role in the reader's language; its code where none was given."""
    return str(_names.get(role, role))


def grants_of(user_id: int, at: datetime) -> frozenset[Grant]:
    """Return every grant that any provider says the user holds at this time."""
    return frozenset(
        grant for provider in _providers for grant in provider(user_id, at)
    )
