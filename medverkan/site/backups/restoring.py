"""Putting a backup back: verified first, and with nothing said or sent twice."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from medverkan.foundation.audit import restoring as events
from medverkan.foundation.files.models import StoredFile
from medverkan.foundation.notices import operations as letters
from medverkan.participation.ballots import keys
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, BallotKey
from medverkan.participation.ballots.queries.tree import last_head
from medverkan.participation.ballots.sealer import memory
from medverkan.participation.ballots.sealer.batches import Refused, raise_alarm
from medverkan.site.backups import archives, databases, folders
from medverkan.site.backups.archives import Reader
from medverkan.site.backups.databases import Copier
from medverkan.site.backups.manifest import Manifest
from medverkan.site.backups.refusals import BackupRefused, Damaged, NotEmpty


@dataclass
class Restored:
    """What was put back, and what a person must look at."""

    manifest: Manifest
    letters_set_aside: int = 0
    files_missing: list[str] = field(default_factory=list)
    files_removed: int = 0
    ballots_behind: list[str] = field(default_factory=list)
    keys_missing: list[str] = field(default_factory=list)


def verify(path: Path) -> Manifest:
    """
    Read a whole backup and compare every sum; change nothing.

    :raises BackupRefused: there is no such file
    :raises Damaged: it is no backup of ours, or not as it was made
    """
    with archives.reading(path) as reader:
        reader.verify()
        return reader.manifest


def restore(path: Path, *, overwrite: bool, at: dt.datetime) -> Restored:
    """
    Replace this installation by a backup, after every sum has been verified.

    Letters that waited when it was made are set aside, since they have probably gone out
    since; a person may send them. A ballot whose signed heads the backup lacks gets an
    alarm and rests.

    :raises NotEmpty: something is here already, and `overwrite` was not given
    :raises Damaged: the file is no backup of ours, or not as it was made
    :raises BackupRefused: it is of another kind of database or a newer version
    """
    copier = databases.copier()
    with archives.reading(path) as reader:
        _refuse_other_kinds(reader.manifest, copier)
        if not overwrite:
            _refuse_to_overwrite()
        reader.verify()
        restored = Restored(manifest=reader.manifest)
        _write(reader, copier, restored)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if events.is_needed():
        events.settle()
    restored.letters_set_aside = letters.set_aside_waiting(at=at)
    _look_after_the_ledger(restored, at=at)
    return restored


def _refuse_other_kinds(manifest: Manifest, copier: Copier) -> None:
    if manifest.database != connection.vendor:
        raise BackupRefused(
            f"The backup is of {manifest.database}, and DATABASE_URL names"
            f" {connection.vendor}: restore it where the database is of the same kind."
        )
    if copier.part not in manifest.parts:
        raise Damaged("The backup holds no database.")
    known = MigrationLoader(None).disk_migrations
    newer = sorted(
        f"{app}.{name}"
        for app, names in manifest.migrations.items()
        for name in names
        if (app, name) not in known
    )
    if newer:
        raise BackupRefused(
            "The backup was made by a newer version of Medverkan, which knows"
            f" {newer[-1]}: install that version first."
        )


def _refuse_to_overwrite() -> None:
    stores = folders.storages_by_folder()
    has_files = any(next(folders.walk(each), None) for each in stores.values())
    if has_files or not databases.is_empty():
        raise NotEmpty(
            "There is something here already: back it up, then give --overwrite to"
            " replace it."
        )


def _write(reader: Reader, copier: Copier, restored: Restored) -> None:
    """Write files, then the database; what the backup does not hold goes last."""
    stores = folders.storages_by_folder()
    with tempfile.TemporaryDirectory(dir=_near_the_database()) as folder:
        copy = Path(folder) / "database"
        reader.extract(copier.part, copy)
        copier.check(copy)
        for name, storage in stores.items():
            folders.write(reader, name, storage)
        copier.load(copy)
    differing = _differing(reader.manifest.rows, databases.rows())
    if differing:
        raise Damaged(f"Tables do not hold what was backed up: {', '.join(differing)}.")
    for name, storage in stores.items():
        kept = reader.manifest.under(name)
        restored.files_removed += folders.remove_others(storage, kept)
    folders.remember_heads(reader)
    folders.spool_again(reader)


def _near_the_database() -> Path | None:
    if connection.vendor != "sqlite":
        return None
    folder = Path(str(connection.settings_dict["NAME"])).parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _differing(made: dict[str, int], found: dict[str, int]) -> list[str]:
    return sorted(t for t in made.keys() | found.keys() if made.get(t) != found.get(t))


def _look_after_the_ledger(restored: Restored, *, at: dt.datetime) -> None:
    """Tell what the database lacks of what the machine remembers or the keys open."""
    held = set(
        StoredFile.objects.exclude(path="").values_list("audience", "path").iterator()
    )
    for folder, audience in (("private", "private"), ("public", "public")):
        named = (path for of, path in held if of == audience)
        parts = restored.manifest.under(folder)
        restored.files_missing += folders.missing(parts, named)
    for ballot in Ballot.objects.order_by("pk").iterator():
        if _is_behind(ballot):
            raise_alarm(ballot, Refused("signed_heads_are_missing"), at=at)
            restored.ballots_behind.append(str(ballot.uuid))
    used = BallotKey.objects.order_by().values_list("kek_id", flat=True).distinct()
    restored.keys_missing = sorted(set(used) - keys.kek_ids())


def _is_behind(ballot: Ballot) -> bool:
    return any(
        memory.contradicts(
            last_head(ballot, audience), ballot_uuid=str(ballot.uuid), audience=audience
        )
        for audience in Audience
    )
