"""
What the worker remembers of the heads it signed, outside the database.

A database restored from an old backup is sound in itself: only a memory outside it can
tell that heads are missing. Lost memory is no alarm; it is learned anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings

from medverkan.participation.ballots.models import Head


def remember(head: Head) -> None:
    """Remember the newest head of a chain; called after it was committed."""
    path = _path(head)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    text = json.dumps({"number": head.number, "hash": head.as_signed().hash.hex()})
    unfinished.write_text(text, encoding="ascii")
    unfinished.replace(path)


def contradicts(last: Head | None, *, ballot_uuid: str, audience: str) -> bool:
    """Tell whether the database lacks a head that was signed, or has another in its place."""
    path = _file(ballot_uuid, audience)
    try:
        known = json.loads(path.read_text(encoding="ascii"))
        number, remembered = int(known["number"]), str(known["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if last is None or last.number < number:
        return True
    stored: Head | None = last
    if last.number > number:
        stored = (
            Head.objects.select_related("ballot")
            .filter(ballot_id=last.ballot_id, audience=audience, number=number)
            .first()
        )
    return stored is None or stored.as_signed().hash.hex() != remembered


def _path(head: Head) -> Path:
    return _file(str(head.ballot.uuid), head.audience)


def _file(ballot_uuid: str, audience: str) -> Path:
    return Path(settings.LEDGER_MEMORY_ROOT) / f"{ballot_uuid}.{audience}.json"
