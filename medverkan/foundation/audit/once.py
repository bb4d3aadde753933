"""Sent twice, done once: a form's key finds the result of the first time."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.crypto import salted_hmac

from medverkan.foundation.audit.models import KEY_LENGTH, Submission


class SentTwiceDiffering(Exception):
    """The key was used before with other content (HTTP 409)."""


@transaction.atomic
def once(
    *,
    key: str,
    operation: str,
    payload: Any,
    do: Callable[[], Any],
    at: dt.datetime,
) -> Any:
    """
    Return what `do()` returned the first time this key was sent for the operation.

    `do` runs in the same transaction and returns ids as JSON. Of two at once the
    second waits, then gets the first's result; if the first fails, the second runs.
    `payload` is anything JSON can hold; only a keyed digest of it is kept.

    :raises SentTwiceDiffering: the key was used with another payload
    """
    key = _kept(key)
    claimed = Submission(
        key=key, operation=operation, digest=_digest(payload), recorded_at=at
    )
    Submission.objects.bulk_create([claimed], ignore_conflicts=True)
    first = Submission.objects.select_for_update(of=("self",)).get(
        key=key, operation=operation
    )
    if first.digest != claimed.digest:
        raise SentTwiceDiffering(operation)
    if first.claim == claimed.claim:
        first.result = do()
        first.save(update_fields=["result"])
    return first.result


def forget_before(limit: dt.datetime) -> int:
    """Delete submissions recorded before the limit; return how many."""
    return Submission.objects.filter(recorded_at__lt=limit).delete()[0]


def _kept(key: str) -> str:
    """Return the key as its column can hold it, whatever was sent as one."""
    key = key.replace("\x00", "")
    if len(key) <= KEY_LENGTH:
        return key
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()


def _digest(payload: Any) -> str:
    canonical = json.dumps(
        payload, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False
    )
    return salted_hmac(
        "medverkan.audit.once", canonical, algorithm="sha256"
    ).hexdigest()
