"""Copying the database out and in, as of one instant: SQLite itself, PostgreSQL by its tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from medverkan.site.backups.refusals import BackupRefused, Damaged

LOCK_WAIT_SECONDS = 20
_CLIENT_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "service", "passfile")


class Copier(Protocol):
    """How one kind of database is copied; `part` is the copy's name in a backup."""

    part: str

    def dump(self, path: Path) -> dict[str, int]:
        """Copy the database to a file; return how many rows each table had then."""

    def check(self, path: Path) -> None:
        """Refuse a copy that could not be loaded."""

    def load(self, path: Path) -> None:
        """Replace the database by the copy, wholly or not at all."""


def copier() -> Copier:
    """
    Return what copies the database in use.

    :raises BackupRefused: it is another kind, or PostgreSQL's programs are missing
    """
    if connection.vendor == "sqlite":
        return SQLite()
    if connection.vendor == "postgresql":
        return PostgreSQL()
    raise BackupRefused(f"Databases of kind {connection.vendor} are not backed up.")


def is_empty() -> bool:
    """Tell whether nobody has used this database: nothing happened and nobody is known."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in ("audit_event", "accounts_user", "cases_case"):
            if table in tables:
                cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608 - a table of ours - our names
                if cursor.fetchone():
                    return False
    return True


def rows() -> dict[str, int]:
    """Count the rows of every table of ours."""
    return _count_rows(connection)


def _count_rows(source: BaseDatabaseWrapper) -> dict[str, int]:
    with source.cursor() as cursor:
        tables = sorted(source.introspection.table_names(cursor))
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {source.ops.quote_name(table)}")  # noqa: S608 - a table of ours
            counts[table] = cursor.fetchone()[0]
    return counts


class SQLite:
    """By SQLite's own online backup: those who write need not wait."""

    part = "database/medverkan.sqlite3"

    def dump(self, path: Path) -> dict[str, int]:
        """Copy the database to a file; return how many rows each table had then."""
        with (
            closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as source,
            closing(sqlite3.connect(path)) as target,
        ):
            source.backup(target)
            tables = [
                row[0]
                for row in target.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                    " AND name NOT LIKE 'sqlite_%' ORDER BY name"
                )
            ]
            counts = {}
            for table in tables:
                found = target.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a table of ours
                counts[table] = found.fetchone()[0]
            return counts

    def check(self, path: Path) -> None:
        """
        Check that the copy is a sound database.

        :raises Damaged: it is not
        """
        try:
            with closing(sqlite3.connect(path)) as source:
                found = source.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError:
            found = ("not a database",)
        if found != ("ok",):
            raise Damaged(f"The database in the backup is damaged: {found[0]}.")

    def load(self, path: Path) -> None:
        """
        Write the copy over the database in one transaction.

        :raises BackupRefused: somebody uses the database
        """
        name = Path(str(connection.settings_dict["NAME"]))
        name.parent.mkdir(parents=True, exist_ok=True)
        connection.close()
        try:
            with (
                closing(sqlite3.connect(path)) as source,
                closing(sqlite3.connect(name, timeout=LOCK_WAIT_SECONDS)) as target,
            ):
                target.execute("PRAGMA journal_mode=WAL")
                source.backup(target)
        except sqlite3.OperationalError as error:
            raise BackupRefused(
                f"The database is in use ({error}): stop the web and worker processes."
            ) from error


class PostgreSQL:
    """By pg_dump, pg_restore and psql, in one transaction each."""

    part = "database/medverkan.pgdump"

    def __init__(self) -> None:
        self.programs = {
            name: _found(name) for name in ("pg_dump", "pg_restore", "psql")
        }

    def dump(self, path: Path) -> dict[str, int]:
        """Copy the database to a file; return how many rows each table had then."""
        reader = connection.copy()
        try:
            with _snapshot_of(reader) as snapshot:
                self._run("pg_dump", "--format=custom", f"--snapshot={snapshot}",
                          "--no-owner", "--no-privileges", f"--file={path}",
                          _address())  # fmt: skip
                return _count_rows(reader)
        finally:
            reader.close()

    def check(self, path: Path) -> None:
        """
        Check that the copy can be read.

        :raises Damaged: it cannot
        """
        try:
            self._run("pg_restore", "--list", str(path))
        except BackupRefused as error:
            raise Damaged(f"The database in the backup is damaged: {error}") from error

    def load(self, path: Path) -> None:
        """
        Replace the schema by the copy in one transaction.

        :raises BackupRefused: somebody uses the database, or the server refuses
        """
        connection.close()
        before, script = path.with_suffix(".before.sql"), path.with_suffix(".sql")
        before.write_text(
            f"SET lock_timeout = '{LOCK_WAIT_SECONDS}s';\n"
            "SET client_min_messages = warning;\n"
            "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
        )
        self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}",
                  str(path))  # fmt: skip
        try:
            self._run("psql", "--quiet", "--no-psqlrc", "--single-transaction",
                      "--set=ON_ERROR_STOP=1", f"--dbname={_address()}",
                      f"--file={before}", f"--file={script}")  # fmt: skip
        except BackupRefused as error:
            raise BackupRefused(
                "PostgreSQL did not take the backup, and nothing was changed. Stop the"
                f" web and worker processes. {error}"
            ) from error

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            [self.programs[program], *arguments],
            env=_environment(), capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            said = _last_line(done.stderr.decode(errors="replace"))
            raise BackupRefused(f"{program} failed: {said}")


@contextmanager
def _snapshot_of(reader: BaseDatabaseWrapper) -> Generator[str]:
    """Keep a read-only transaction that sees one instant; give its name for pg_dump."""
    reader.set_autocommit(False)
    with reader.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        name = cursor.fetchone()[0]
    try:
        yield name
    finally:
        reader.rollback()


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise BackupRefused(
            f"{program} is not installed: install PostgreSQL's client programs, of the"
            " server's version or newer."
        )
    return path


def _address() -> str:
    """Return how to reach the database, without the password."""
    given = connection.settings_dict
    values = {
        "host": given["HOST"], "port": given["PORT"], "user": given["USER"],
        "dbname": given["NAME"],
    }  # fmt: skip
    values |= {name: given["OPTIONS"].get(name) for name in _CLIENT_OPTIONS}
    return " ".join(
        f"{name}='{_quoted(str(value))}'" for name, value in values.items() if value
    )


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def _environment() -> dict[str, str]:
    password = connection.settings_dict["PASSWORD"]
    return {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "nothing"
