"""
Degraded mode: confirmations wait on disk while the database is away.

One file for each confirmation, named by the hash of the link's secret, is written through
to the disk before the voter is told. Confirming twice gives the same outcome, so that
draining is exact however often it is cut short.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from medverkan.participation.ballots import secret_links
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.operations.attempts import confirm_hash

SUFFIX = ".confirmation"


@dataclass(frozen=True)
class Spooled:
    """A confirmation on disk: the link's hash, and when the voter pressed the button."""

    path: Path
    ballot: UUID
    secret_hash: bytes
    at: dt.datetime


def keep(*, ballot: UUID, secret: str, at: dt.datetime) -> None:
    """
    Write a confirmation to disk; when this returns it survives a power cut.

    :raises OSError: the disk took it not, and the voter must be told to come back
    """
    secret_hash = secret_links.hash_of(secret)
    path = _path(ballot, secret_hash)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return
    text = json.dumps(
        {"ballot": ballot.hex, "secret": secret_hash.hex(), "at": at.isoformat()}
    )
    unfinished = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    with unfinished.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    _write_through(path.parent)


def is_kept(*, ballot: UUID, secret: str) -> bool:
    """Tell whether this confirmation waits on this node's disk."""
    return _path(ballot, secret_links.hash_of(secret)).exists()


def _path(ballot: UUID, secret_hash: bytes) -> Path:
    folder = Path(settings.LEDGER_SPOOL_ROOT)
    return folder / f"{ballot.hex}-{secret_hash.hex()}{SUFFIX}"


def waiting() -> Iterator[Spooled]:
    """Yield the confirmations on disk, in no order; unreadable files are left alone."""
    folder = Path(settings.LEDGER_SPOOL_ROOT)
    if not folder.is_dir():
        return
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError, ValueError, KeyError):
            kept = json.loads(path.read_text(encoding="ascii"))
            yield Spooled(
                path=path,
                ballot=UUID(hex=kept["ballot"]),
                secret_hash=bytes.fromhex(kept["secret"]),
                at=dt.datetime.fromisoformat(kept["at"]),
            )


def drain() -> int:
    """Confirm everything on disk as of when the button was pressed; return how many."""
    count = 0
    for spooled in waiting():
        ballot = Ballot.objects.filter(uuid=spooled.ballot).first()
        if ballot is not None:
            confirm_hash(ballot=ballot, secret_hash=spooled.secret_hash, at=spooled.at)
        spooled.path.unlink(missing_ok=True)
        count += 1
    return count


def _write_through(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
