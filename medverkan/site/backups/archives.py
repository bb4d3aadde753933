"""The backup as a file: a ZIP whose parts are streamed in and out, summed on the way."""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from medverkan.site.backups import manifest
from medverkan.site.backups.manifest import Manifest, Part
from medverkan.site.backups.refusals import BackupRefused, Damaged

CHUNK = 1 << 20


class Writer:
    """A backup being written; `close` puts the manifest last."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, Part] = {}

    def add(self, name: str, content: BinaryIO) -> None:
        """Stream a part into the archive."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as member:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self.parts[name] = Part(size=size, sha256=digest.hexdigest())

    def close(self, described: Manifest) -> Manifest:
        """Write the manifest of all that was added, and return it."""
        complete = replace(described, parts=self.parts)
        self._archive.writestr(manifest.NAME, complete.to_bytes())
        return complete


@contextmanager
def writing(path: Path) -> Generator[Writer]:
    """
    Write a backup that appears whole under its name, or not at all.

    Only the user who made it may read it.

    :raises BackupRefused: the file is there already, or the disk does not take it
    """
    if path.exists():
        raise BackupRefused(f"{path} is there already; choose another name.")
    unfinished = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w+b") as file:  # noqa: PTH123 - opens a descriptor
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, True, 1) as archive:
                yield Writer(archive)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


class Reader:
    """A backup whose manifest has been read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = manifest.read(_read_manifest(archive))

    def verify(self) -> None:
        """
        Read every part and compare size and sum with the manifest.

        :raises Damaged: a part is missing, too many, or has other content
        """
        names = self._archive.namelist()
        expected = {manifest.NAME, *self.manifest.parts}
        if len(names) != len(expected) or set(names) != expected:
            raise Damaged("The file does not hold the parts that it lists.")
        for name, part in self.manifest.parts.items():
            digest, size = hashlib.sha256(), 0
            for chunk in self.chunks(name):
                digest.update(chunk)
                size += len(chunk)
                if size > part.size:  # a bomb is not unpacked to its end
                    break
            if (size, digest.hexdigest()) != (part.size, part.sha256):
                raise Damaged(f"{name} is not what was backed up: its sum differs.")

    def chunks(self, name: str) -> Iterator[bytes]:
        """
        Yield the content of a part.

        :raises Damaged: it cannot be unpacked
        """
        try:
            with self._archive.open(name) as member:
                while chunk := member.read(CHUNK):
                    yield chunk
        except (KeyError, RuntimeError, EOFError, zlib.error) as error:
            raise Damaged(f"{name} cannot be unpacked.") from error
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise Damaged(f"{name} cannot be unpacked.") from error

    def extract(self, name: str, path: Path) -> None:
        """Write a part to a file."""
        with path.open("wb") as file:
            for chunk in self.chunks(name):
                file.write(chunk)


@contextmanager
def reading(path: Path) -> Generator[Reader]:
    """
    Open a backup.

    :raises BackupRefused: there is no such file
    :raises Damaged: it is not a backup of ours
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield Reader(archive)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise BackupRefused(f"{path} cannot be read: {error.strerror}.") from error
    except zipfile.BadZipFile as error:
        raise Damaged(f"{path} is not a backup, or is not whole.") from error


def _read_manifest(archive: zipfile.ZipFile) -> bytes:
    try:
        info = archive.getinfo(manifest.NAME)
        if info.file_size > 1 << 28:
            raise Damaged("The file's list of contents is too long to be ours.")
        return archive.read(info)
    except (KeyError, RuntimeError, zlib.error, NotImplementedError) as error:
        raise Damaged("The file is not one of our backups.") from error
