"""The list of what a backup holds, with the sum of each part."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from medverkan.site.backups.refusals import Damaged

FORMAT = "medverkan-backup/1"
NAME = "manifest.json"
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Every part stands in one of these folders; a name can never lead out of its folder.
_PART = re.compile(r"(database|private|public|ledger|spool)/[\w.\-]+(/[\w.\-]+)*")


@dataclass(frozen=True)
class Part:
    """A member of the backup: its size in bytes and its sha256 in hexadecimal digits."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """
    What a backup holds.

    `database` is sqlite or postgresql, `migrations` maps each app to those that had been
    run, `rows` counts every table as of the same instant as the copy.
    """

    made_at: str
    database: str
    migrations: dict[str, list[str]]
    rows: dict[str, int]
    parts: dict[str, Part] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """Return the manifest as it is written."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()

    def under(self, folder: str) -> dict[str, Part]:
        """Return the parts of a folder by their names within it."""
        start = f"{folder}/"
        return {
            name.removeprefix(start): part
            for name, part in self.parts.items()
            if name.startswith(start)
        }


def read(data: bytes) -> Manifest:
    """
    Read a manifest.

    :raises Damaged: it is none, of another format version, or names a part outside
    """
    try:
        values = json.loads(data)
        found = values.pop("format")
    except (ValueError, AttributeError, KeyError, RecursionError):
        raise Damaged("The file's list of contents cannot be read.") from None
    if found != FORMAT:
        raise Damaged(f"The backup has format {found!r}; this version reads {FORMAT}.")
    try:
        return _checked(values)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Damaged("The file's list of contents is not complete.") from None


def _checked(values: dict[str, Any]) -> Manifest:
    parts = {name: Part(**part) for name, part in values.pop("parts").items()}
    manifest = Manifest(parts=parts, **values)
    for name, part in parts.items():
        is_safe = _PART.fullmatch(name) and not {".", ".."} & set(name.split("/"))
        if not is_safe or not _SHA256.fullmatch(part.sha256):
            raise ValueError(name)
    for migrations in manifest.migrations.values():
        if not all(isinstance(name, str) for name in migrations):
            raise TypeError
    if not all(isinstance(count, int) for count in manifest.rows.values()):
        raise TypeError
    return manifest
