"""
One migrated template database, copied for every test process.

Migrations of all rooms take some ten seconds, so they run once and are
kept in build/test-databases (SQLite) or as a database of the server (PostgreSQL) until a
migration changes. A test that commits gets its database back from the same template:
emptying tables is not possible, since the event log refuses it, and would also remove
the rows that migrations wrote.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

FOLDER = Path(settings.ROOT) / "build" / "test-databases"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give this process its own copy of the template; replaces pytest-django's."""
    with django_db_blocker.unblock():
        database = _with_template()
        database.restore()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda test: database.restore()
        )
        yield
    with django_db_blocker.unblock():
        database.remove()


class SQLite:
    """Files in build/test-databases."""

    def __init__(self, *, digest: str, copy: str) -> None:
        self.template = FOLDER / f"{digest}.sqlite3"
        self.copy = FOLDER / f"{digest}_{copy}.sqlite3"

    def make_template(self) -> None:
        """Migrate an empty file, unless it was done for these migrations."""
        if self.template.exists():
            return
        unfinished = self.template.with_suffix(".unfinished")
        _remove_file(unfinished)
        _use(str(unfinished))
        _migrate()
        unfinished.replace(self.template)

    def restore(self) -> None:
        """Copy the template over the database, under the connections it has."""
        if not self.copy.exists():
            shutil.copyfile(self.template, self.copy)
            _use(str(self.copy))
            return
        connection.ensure_connection()
        source = sqlite3.connect(self.template)
        source.backup(connection.connection)
        source.close()

    def remove(self) -> None:
        """Remove this process's copy."""
        connections.close_all()
        _remove_file(self.copy)


class PostgreSQL:
    """Databases of the server that DATABASE_URL names."""

    def __init__(self, *, digest: str, copy: str) -> None:
        self.template = f"medverkan_template_{digest}"
        self.copy = f"medverkan_test_{digest}_{copy}"

    def make_template(self) -> None:
        """Migrate an empty database, unless it was done for these migrations."""
        exists = "SELECT count(*) FROM pg_database WHERE datname = %s"
        if self._on_server(exists, [self.template])[0]:
            return
        unfinished = f"{self.template}_{os.getpid()}"
        self._on_server(f'CREATE DATABASE "{unfinished}"')
        _use(unfinished)
        _migrate()
        rename = f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"'
        with suppress(DatabaseError):  # another checkout was quicker
            self._on_server(rename)

    def restore(self) -> None:
        """Make the database anew from the template."""
        self.remove()
        copy = f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.template}"'
        self._on_server(copy)
        _use(self.copy)

    def remove(self) -> None:
        """Drop this process's copy, whoever is still connected to it."""
        connections.close_all()
        self._on_server(f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)')

    def _on_server(self, statement: str, values: list[str] | None = None) -> tuple:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone() if cursor.description else ()


def _with_template() -> SQLite | PostgreSQL:
    """Return the database of this process, of which the template is there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kind = PostgreSQL if connection.vendor == "postgresql" else SQLite
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    database = kind(digest=_digest(), copy=f"{worker}_{os.getpid()}")
    with _alone():
        database.make_template()
    return database


def _use(name: str) -> None:
    connections.close_all()
    connections.settings["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _migrate() -> None:
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    connections.close_all()


def _remove_file(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


@contextmanager
def _alone() -> Generator[None]:
    """Let one process of this checkout make the template while the others wait."""
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest() -> str:
    """Return a digest of all that decides what an empty, migrated database holds."""
    rooms = Path(settings.ROOT) / "medverkan"
    # A room says in its wiring which of its tables are guarded.
    files = [Path(__file__), *rooms.rglob("apps.py"), *rooms.rglob("wiring.py")]
    for app in apps.get_app_configs():
        files += Path(app.path, "migrations").glob("*.py")
        if app.label == "audit":  # its guards are put up after every migrate
            files += Path(app.path).glob("*.py")
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":  # ahead of the tests, beside something else
    django.setup()
    _with_template()
