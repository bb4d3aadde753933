"""
Rows of the configuration that a process keeps until somebody changes one, never longer.

Triggers note a new edition, at random, with every change of a table that is kept: in the same
transaction, so that whoever sees the change sees the edition, and a rollback takes both back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from medverkan.foundation import prepared

Value = TypeVar("Value")

_FUNCTION = "medverkan_new_edition"
_NOTE = """
    INSERT INTO audit_edition (id, number) VALUES (1, {number})
    ON CONFLICT (id) DO UPDATE SET number = excluded.number
"""
_RANDOM = {
    "postgresql": "floor(random() * 9007199254740992)::bigint",
    "sqlite": "random()",
}
_tables: set[str] = set()


class Kept(Generic[Value]):
    """
    What is read from tables that change seldom, read anew as soon as one of them has changed.

    Threads share the value: nobody may change it. Asking costs one small query.
    """

    def __init__(
        self, read: Callable[[], Value], *, of: Collection[type[Model]]
    ) -> None:
        self._read = read
        self._kept: tuple[int, Value] | None = None
        _tables.update(model._meta.db_table for model in of)

    def __call__(self) -> Value:
        """Return the value as it is now for this transaction."""
        edition = current()
        if edition is None:
            return self._read()
        kept = self._kept
        if kept is None or kept[0] != edition:
            # What changes while it is read is only newer than its edition, and read again.
            kept = self._kept = (edition, self._read())
        return kept[1]


def current() -> int | None:
    """Return the edition of the configuration; None before a migrate has noted any."""
    for (number,) in prepared.ask("SELECT number FROM audit_edition WHERE id = 1"):
        return number
    return None


def install(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Put the triggers up, and note a new edition for what changed while they were down."""
    database = connections[using]
    if not _has_table(database):
        return
    remove(using=using)
    with database.cursor() as cursor:
        note = _NOTE.format(number=_RANDOM[database.vendor])
        if database.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $$ BEGIN {note}; RETURN NULL; END $$"
            )
        for table in _present(database):
            for statement in _triggers(table, vendor=database.vendor, note=note):
                cursor.execute(statement)
        cursor.execute(note)


def remove(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Take the triggers down, since a migration may make their tables anew."""
    database = connections[using]
    with database.cursor() as cursor:
        for table in _present(database):
            for name in _names(table, vendor=database.vendor):
                where = f' ON "{table}"' if database.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{where}')


def missing(*, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of triggers that are gone, sorted; before there is a table for them, none."""
    database = connections[using]
    if not _has_table(database):
        return []
    source = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with database.cursor() as cursor:
        cursor.execute(source[database.vendor])
        present = {name for (name,) in cursor.fetchall()}
    expected = {
        name
        for table in _present(database)
        for name in _names(table, vendor=database.vendor)
    }
    return sorted(expected - present)


def _has_table(database: BaseDatabaseWrapper) -> bool:
    return "audit_edition" in database.introspection.table_names()


def _present(database: BaseDatabaseWrapper) -> list[str]:
    return sorted(_tables.intersection(database.introspection.table_names()))


def _names(table: str, *, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [f"edition_{table}"]
    return [f"edition_{table}_{one}" for one in ("insert", "update", "delete")]


def _triggers(table: str, *, vendor: str, note: str) -> Iterator[str]:
    for name in _names(table, vendor=vendor):
        if vendor == "postgresql":
            yield (
                f'CREATE TRIGGER "{name}" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE '
                f'ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()'
            )
        else:
            operation = name.rpartition("_")[2].upper()
            yield f'CREATE TRIGGER "{name}" AFTER {operation} ON "{table}" BEGIN {note}; END'
