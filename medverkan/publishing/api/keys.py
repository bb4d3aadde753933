"""Recognising a key, and how much it may hand in."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest

from medverkan.foundation import counting, references
from medverkan.foundation.design.errors import TooManyRequests
from medverkan.publishing.api.models import ApiKey

HEADER = "X-API-Key"
WINDOW = dt.timedelta(minutes=1)


class UnknownKey(Exception):
    """There is no such key, or it was revoked."""


def key_of(secret: str) -> ApiKey:
    """
    Return the valid key with this secret.

    :raises UnknownKey: there is none
    """
    found = ApiKey.objects.valid().filter(secret_hash=references.hash_of(secret))
    key = found.first() if secret else None
    if key is None:
        raise UnknownKey
    return key


def secret_in(request: HttpRequest) -> str:
    """Return the secret that the request shows in a header, or nothing."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    bearer = token.strip() if scheme.lower() == "bearer" else ""
    return request.headers.get(HEADER, "") or bearer


def count_writing(key: ApiKey, *, at: dt.datetime) -> None:
    """
    Note that the key hands something in.

    :raises TooManyRequests: it did so too often within this minute
    """
    minute = int(at.timestamp() // WINDOW.total_seconds())
    name = f"api:{key.pk}:{minute}"
    count = counting.count(name, seconds=2 * WINDOW.total_seconds())
    if count > settings.API_WRITES_PER_MINUTE:
        raise TooManyRequests(retry_after=WINDOW)
