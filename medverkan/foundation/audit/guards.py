"""
Guards: triggers by which the database itself refuses to change what is append-only.

SQLite drops triggers silently when a migration rebuilds a table, so they are installed anew
after every migrate, and `missing` tells whether any has gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

OPERATIONS = frozenset({"update", "delete", "truncate"})
_REFUSAL = "this table is append-only"
_FUNCTION = "medverkan_refuse_change"
_FUNCTION_BODY = f" BEGIN RAISE EXCEPTION '{_REFUSAL}: %', TG_TABLE_NAME; END "


@dataclass(frozen=True)
class Guard:
    """
    A trigger that refuses one operation on one table.

    `when` is a condition on OLD and NEW, in SQL that both databases read; empty is always.
    """

    table: str
    operation: str
    when: str = ""

    @property
    def name(self) -> str:
        """Return the trigger's name, at most 63 characters for PostgreSQL."""
        return f"guard_{self.table[:40]}_{self.operation}"

    def on_sqlite(self) -> str:
        """Return the statement that makes the trigger on SQLite."""
        when = f"WHEN {self.when} " if self.when else ""
        return (
            f'CREATE TRIGGER "{self.name}" BEFORE {self.operation.upper()} '
            f"ON \"{self.table}\" {when}BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )

    def on_postgresql(self) -> str:
        """Return the statement that makes the trigger on PostgreSQL."""
        level = "STATEMENT" if self.operation == "truncate" else "ROW"
        when = f"WHEN ({self.when}) " if self.when else ""
        return (
            f'CREATE TRIGGER "{self.name}" BEFORE {self.operation.upper()} '
            f'ON "{self.table}" FOR EACH {level} {when}EXECUTE FUNCTION {_FUNCTION}()'
        )


_protected: dict[str, dict[str, str]] = {}


def protect(
    model: type[models.Model], *, operations: Collection[str] = OPERATIONS
) -> None:
    """
    Have the database refuse these operations on the model's table from the next migrate on.

    Called from the room's `AppConfig.ready`.

    :raises ValueError: an operation is none of update, delete and truncate
    """
    if not OPERATIONS.issuperset(operations):
        raise ValueError(f"unknown operations: {set(operations) - OPERATIONS}")
    _protected[model._meta.db_table] = dict.fromkeys(operations, "")


def protect_columns(
    model: type[models.Model], *, columns: Collection[str], when: str
) -> None:
    """
    Have the database refuse to change these columns of rows for which `when` holds.

    `when` is a condition on OLD in SQL, such as `OLD."state" <> 'draft'`.
    """
    changed = " OR ".join(
        f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in sorted(columns)
    )
    _protected[model._meta.db_table] = {"update": f"{when} AND ({changed})"}


def install(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make every guard that is missing and whose table exists."""
    connection = connections[using]
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $${_FUNCTION_BODY}$$"
            )
        for guard in _absent(connection):
            cursor.execute(_drop_statement(connection, guard))
            cursor.execute(
                guard.on_postgresql() if is_postgresql else guard.on_sqlite()
            )


def remove(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Drop every guard: for a database about to be emptied, by a restore or a test."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for guard in _expected(connection):
            cursor.execute(_drop_statement(connection, guard))


def missing(*, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of guards that are gone, switched off or changed, sorted."""
    return sorted(guard.name for guard in _absent(connections[using]))


def _expected(connection: BaseDatabaseWrapper) -> Iterator[Guard]:
    tables = set(connection.introspection.table_names())
    for table, operations in sorted(_protected.items()):
        for operation, when in sorted(operations.items()):
            # SQLite knows no TRUNCATE: it deletes, and the guard of deletion refuses.
            exists = operation != "truncate" or connection.vendor == "postgresql"
            if table in tables and exists:
                yield Guard(table=table, operation=operation, when=when)


def _absent(connection: BaseDatabaseWrapper) -> list[Guard]:
    if connection.vendor == "postgresql":
        present = _present_on_postgresql(connection)
        return [g for g in _expected(connection) if (g.table, g.name) not in present]
    statements = _present_on_sqlite(connection)
    return [g for g in _expected(connection) if g.on_sqlite() not in statements]


def _present_on_sqlite(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}


def _present_on_postgresql(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pg_class.relname, pg_trigger.tgname
            FROM pg_trigger
            JOIN pg_class ON pg_class.oid = pg_trigger.tgrelid
            JOIN pg_proc ON pg_proc.oid = pg_trigger.tgfoid
            WHERE pg_trigger.tgenabled IN ('O', 'A') AND pg_proc.prosrc = %s
                AND pg_table_is_visible(pg_class.oid)
            """,
            [_FUNCTION_BODY],
        )
        return set(cursor.fetchall())


def _drop_statement(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    if connection.vendor == "postgresql":
        return f'DROP TRIGGER IF EXISTS "{guard.name}" ON "{guard.table}"'
    return f'DROP TRIGGER IF EXISTS "{guard.name}"'
