"""
What similarity needs of the whole index, in files that all processes of a machine share.

A worker writes a new folder and then moves the pointer; a web process follows it at its
next question. Vectors written since then are read from the table: the tail.
"""

from __future__ import annotations

import fcntl
import json
import secrets
import shutil
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from medverkan.foundation.search import vectors
from medverkan.foundation.search.engines import engine
from medverkan.foundation.search.models import Meaning, SearchEntry
from medverkan.foundation.search.places import Places
from medverkan.foundation.search.vectors import Vectors
from medverkan.foundation.search.vocabulary import Vocabulary

_POINTER = "current"
_LONGEST_TAIL = 5000
_reading = threading.Lock()


@dataclass(frozen=True)
class Snapshot:
    """One state of the index; `name` is that of its folder, empty before there is any."""

    name: str
    vectors: Vectors
    vocabulary: Vocabulary
    places: Places
    last_meaning_id: int
    entry_count: int


@dataclass(frozen=True)
class _Tail:
    snapshot: str
    last_meaning_id: int
    rows: dict[int, vectors.Row]
    vectors: Vectors


_NOTHING = Snapshot(
    name="",
    vectors=vectors.of([]),
    vocabulary=Vocabulary({}, entry_count=0),
    places=Places(),
    last_meaning_id=0,
    entry_count=0,
)


class _Held:
    """What this process has read last."""

    latest = _NOTHING
    tail = _Tail("", 0, {}, _NOTHING.vectors)


def current() -> Snapshot:
    """Return the latest snapshot; one that is empty until a worker has written any."""
    name = _pointed_at()
    if name != _Held.latest.name:
        with _reading:
            _Held.latest = _load(name) if name else _NOTHING
    return _Held.latest


def tail_of(snapshot: Snapshot) -> Vectors:
    """Return the vectors written after a snapshot, five thousand more at each question."""
    seen = _Held.tail
    if seen.snapshot != snapshot.name:
        seen = _Tail(snapshot.name, snapshot.last_meaning_id, {}, _NOTHING.vectors)
    fresh = list(_meanings(after=seen.last_meaning_id)[:_LONGEST_TAIL])
    if fresh:
        rows = seen.rows | {row[1]: row[1:] for row in fresh}
        seen = _Tail(snapshot.name, fresh[-1][0], rows, vectors.of(rows.values()))
    _Held.tail = seen
    return seen.vectors


def is_behind() -> bool:
    """Tell whether entries or meanings have come or gone since the snapshot."""
    snapshot = current()
    return (
        not snapshot.name
        or snapshot.last_meaning_id != _last_meaning_id()
        or snapshot.entry_count != SearchEntry.objects.count()
    )


def age() -> float:
    """Return when the snapshot was written, in seconds since 1970; 0 when there is none."""
    try:
        return (_folder() / _POINTER).stat().st_mtime
    except FileNotFoundError:
        return 0.0


def write() -> bool:
    """Write a new snapshot and point to it; do nothing while another process does."""
    _folder().mkdir(parents=True, exist_ok=True)
    with _alone() as is_alone:
        if is_alone:
            _write()
    return is_alone


def _write() -> None:
    name = secrets.token_hex(8)
    folder = _folder() / name
    folder.mkdir()
    last_meaning_id = _last_meaning_id()
    rows = _meanings(after=0).filter(pk__lte=last_meaning_id)
    found = vectors.of(row[1:] for row in rows.iterator(chunk_size=5000))
    found.save(folder)
    places = SearchEntry.objects.exclude(place="").order_by("place")
    about = {
        "names": list(found.names),
        "last_meaning_id": last_meaning_id,
        "entry_count": SearchEntry.objects.count(),
        "terms": dict(engine().term_counts()),
        "places": list(places.values_list("place", flat=True).distinct()),
    }
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    unfinished = _folder() / f"{name}.pointer"
    unfinished.write_text(name, encoding="utf-8")
    before = _pointed_at()
    unfinished.replace(_folder() / _POINTER)
    _remove_all_but(name, before)


def _load(name: str) -> Snapshot:
    folder = _folder() / name
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        found = vectors.load(folder, names=about["names"])
    except FileNotFoundError:
        # Written by an earlier release: a worker writes a new one.
        return _NOTHING
    return Snapshot(
        name=name,
        vectors=found,
        vocabulary=Vocabulary(about["terms"], entry_count=about["entry_count"]),
        places=Places(about["places"]),
        last_meaning_id=about["last_meaning_id"],
        entry_count=about["entry_count"],
    )


def _meanings(*, after: int):  # noqa: ANN202 - a queryset of tuples has no short name
    rows = Meaning.objects.filter(pk__gt=after).order_by("pk")
    return rows.values_list(
        "pk", "entry_id", "entry__kind", "entry__audience", "vector"
    )


def _last_meaning_id() -> int:
    ids = Meaning.objects.order_by("-pk").values_list("pk", flat=True)
    return ids.first() or 0


def _folder() -> Path:
    return Path(settings.SEARCH_ROOT)


def _pointed_at() -> str:
    try:
        return (_folder() / _POINTER).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _remove_all_but(*names: str) -> None:
    for folder in _folder().iterdir():
        if folder.is_dir() and folder.name not in names:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone() -> Generator[bool]:
    with (_folder() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
