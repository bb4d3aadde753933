"""What a backup holds beside the database: stored files and the ledger's folders."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from medverkan.site.backups.archives import CHUNK, Reader, Writer
from medverkan.site.backups.manifest import Part

# Their names in the backup, and those of the storages.
STORAGES = {"private": "private", "public": "default"}


def storages_by_folder() -> dict[str, Storage]:
    """Return where stored files lie, by the name of their folder in a backup."""
    return {folder: storages[alias] for folder, alias in STORAGES.items()}


def ledger() -> Storage:
    """Return the folder of the last heads that the worker signed."""
    return FileSystemStorage(location=settings.LEDGER_MEMORY_ROOT)


def spool() -> Storage:
    """Return the folder of confirmations that wait for the database."""
    return FileSystemStorage(location=settings.LEDGER_SPOOL_ROOT)


def walk(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the path of every file in a storage, sorted."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        yield f"{folder}{name}"
    for inner in sorted(folders):
        yield from walk(storage, f"{folder}{inner}/")


def add(writer: Writer, folder: str, storage: Storage) -> None:
    """Copy every file of a storage into the backup; one erased meanwhile is passed over."""
    for path in walk(storage):
        try:
            content = cast("BinaryIO", storage.open(path, "rb"))
        except FileNotFoundError:
            continue
        with content:
            writer.add(f"{folder}/{path}", content)


def write(reader: Reader, folder: str, storage: Storage) -> None:
    """Write the files of the backup that the storage lacks or has otherwise."""
    for path, part in reader.manifest.under(folder).items():
        if storage.exists(path):
            if _sum_of(storage, path) == part.sha256:
                continue
            storage.delete(path)
        storage.save(path, cast("File", _Streamed(reader.chunks(f"{folder}/{path}"))))


def remove_others(storage: Storage, kept: Iterable[str]) -> int:
    """Delete what the backup does not hold; return how many files."""
    others = sorted(set(walk(storage)) - set(kept))
    for path in others:
        storage.delete(path)
    return len(others)


def remember_heads(reader: Reader) -> None:
    """
    Give the worker the backup's memory of signed heads, but never an older one.

    What this machine remembers beyond the backup is how the ledger notices that it was
    restored from an old one.
    """
    root = Path(settings.LEDGER_MEMORY_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    for name in reader.manifest.under("ledger"):
        data = b"".join(reader.chunks(f"ledger/{name}"))
        if _number(data) > _number_in(root / name):
            (root / name).write_bytes(data)


def spool_again(reader: Reader) -> None:
    """Put back confirmations that waited; to confirm one twice changes nothing."""
    root = Path(settings.LEDGER_SPOOL_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    for name in reader.manifest.under("spool"):
        if not (root / name).exists():
            (root / name).write_bytes(b"".join(reader.chunks(f"spool/{name}")))


def missing(parts: dict[str, Part], named: Iterable[str]) -> list[str]:
    """Return the files that rows name and the backup does not hold."""
    return sorted(set(named) - parts.keys())


def _number_in(path: Path) -> int:
    try:
        return _number(path.read_bytes())
    except OSError:
        return -1


def _number(data: bytes) -> int:
    try:
        return int(json.loads(data)["number"])
    except (ValueError, KeyError, TypeError):
        return -1


def _sum_of(storage: Storage, path: str) -> str:
    digest = hashlib.sha256()
    with storage.open(path, "rb") as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class _Streamed(File):
    """Content that is read once, in pieces, as `Storage.save` does."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__(None)
        self._pieces = pieces

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        return self._pieces

    def multiple_chunks(self, chunk_size: int | None = None) -> bool:
        return True
