"""Making a backup while the site runs."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from medverkan.site.backups import archives, databases, folders
from medverkan.site.backups.manifest import Manifest
from medverkan.site.backups.refusals import BackupRefused


def make(path: Path, *, at: dt.datetime) -> Manifest:
    """
    Write a backup of everything but the secrets of the environment.

    The ledger's memory is read before the database and the files after it, so that the
    database lacks no head that is remembered and names no file that was not copied.

    :raises BackupRefused: the database's programs, its tables or the place to write to are
        missing
    """
    migrations = _applied()
    if not migrations:
        raise BackupRefused(
            "The database has no tables. Is DATABASE_URL the right one?"
        )
    copier = databases.copier()
    with (
        archives.writing(path) as writer,
        tempfile.TemporaryDirectory(dir=path.parent) as folder,
    ):
        folders.add(writer, "ledger", folders.ledger())
        folders.add(writer, "spool", folders.spool())
        copy = Path(folder) / "database"
        rows = copier.dump(copy)
        with copy.open("rb") as content:
            writer.add(copier.part, content)
        for name, storage in folders.storages_by_folder().items():
            folders.add(writer, name, storage)
        return writer.close(
            Manifest(
                made_at=at.isoformat(),
                database=connection.vendor,
                migrations=migrations,
                rows=rows,
            )
        )


def _applied() -> dict[str, list[str]]:
    migrations: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations.setdefault(app, []).append(name)
    return migrations
