"""
Degraded mode: confirmations wait on disk while the database is away.

One file for each confirmation, named by the hash of the link's secret, is written through
to the disk before the voter is told. Confirming twice gives the same outcome, so that
draining is exact however often it is cut short.

News that were asked for with the vote wait in a file of their own, as sealed as they came
and with the hour alone: no file says with which vote.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.conf import settings

from medverkan.participation.ballots import news, secret_links
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.operations.attempts import confirm_hash

SUFFIX = ".confirmation"
NEWS_SUFFIX = ".news"
# An address of the greatest length, sealed, takes some 500.
LONGEST_TOKEN = 1000


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
    _write(
        _path(ballot, secret_hash, SUFFIX),
        ballot=ballot,
        secret=secret_hash.hex(),
        at=at,
    )


def keep_news(*, ballot: UUID, token: str, at: dt.datetime) -> None:
    """
    Write to disk what the letter's link asked for; whether it is ours is seen when drained.

    :raises OSError: the disk took it not
    """
    if token and len(token) <= LONGEST_TOKEN:
        path = _path(ballot, sha256(token.encode()).digest(), NEWS_SUFFIX)
        hour = at.replace(minute=0, second=0, microsecond=0)
        _write(path, ballot=ballot, token=token, at=hour)


def _write(path: Path, *, ballot: UUID, at: dt.datetime, **told: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return
    text = json.dumps({"ballot": ballot.hex, "at": at.isoformat(), **told})
    unfinished = path.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}")
    with unfinished.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    _write_through(path.parent)


def is_kept(*, ballot: UUID, secret: str) -> bool:
    """Tell whether this confirmation waits on this node's disk."""
    return _path(ballot, secret_links.hash_of(secret), SUFFIX).exists()


def _path(ballot: UUID, digest: bytes, suffix: str) -> Path:
    folder = Path(settings.LEDGER_SPOOL_ROOT)
    return folder / f"{ballot.hex}-{digest.hex()}{suffix}"


def waiting() -> Iterator[Spooled]:
    """Yield the confirmations on disk, in no order; unreadable files are left alone."""
    for path, kept in _kept(SUFFIX):
        with suppress(ValueError, KeyError):
            yield Spooled(
                path=path,
                ballot=UUID(hex=kept["ballot"]),
                secret_hash=bytes.fromhex(kept["secret"]),
                at=dt.datetime.fromisoformat(kept["at"]),
            )


def _kept(suffix: str) -> Iterator[tuple[Path, dict[str, str]]]:
    folder = Path(settings.LEDGER_SPOOL_ROOT)
    if not folder.is_dir():
        return
    for path in folder.glob(f"*{suffix}"):
        with suppress(OSError, ValueError):
            yield path, json.loads(path.read_text(encoding="ascii"))


def drain() -> int:
    """Confirm everything on disk as of when the button was pressed; return how many."""
    count = 0
    for spooled in waiting():
        ballot = Ballot.objects.filter(uuid=spooled.ballot).first()
        if ballot is not None:
            confirm_hash(ballot=ballot, secret_hash=spooled.secret_hash, at=spooled.at)
        spooled.path.unlink(missing_ok=True)
        count += 1
    _begin_news()
    return count


def _begin_news() -> None:
    for path, kept in _kept(NEWS_SUFFIX):
        ballot = Ballot.objects.filter(uuid=kept["ballot"]).first()
        if ballot is not None:
            at = dt.datetime.fromisoformat(kept["at"])
            news.begin(ballot=ballot, token=kept["token"], at=at)
        path.unlink(missing_ok=True)


def _write_through(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
