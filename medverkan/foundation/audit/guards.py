"""
Guards: triggers by which the database itself refuses to change what is append-only.

They are taken down before migrations, which may change what they keep, and installed anew after
every migrate; `missing` tells whether any has gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

OPERATIONS = frozenset({"update", "delete", "truncate"})
_REFUSAL = "this table is append-only"
_FUNCTION = "medverkan_refuse_change"
_RAISE = f"RAISE EXCEPTION '{_REFUSAL}: %', TG_TABLE_NAME;"
# How PostgreSQL keeps what a trigger fires on: before (2) each row (1), and the operation.
_KINDS = {"insert": 4, "delete": 8, "update": 16, "truncate": 32}


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

    @property
    def function(self) -> str:
        """Return the name of the trigger's function on PostgreSQL."""
        return self.name if self.when else _FUNCTION

    @property
    def function_body(self) -> str:
        """
        Return what the function does on PostgreSQL.

        A condition stands here, since that of a trigger itself cannot ask other tables.
        """
        if not self.when:
            return f" BEGIN {_RAISE} END "
        row = "OLD" if self.operation == "delete" else "NEW"
        return f" BEGIN IF {self.when} THEN {_RAISE} END IF; RETURN {row}; END "

    @property
    def kind(self) -> int:
        """Return what the trigger fires on, as PostgreSQL keeps it."""
        row = 0 if self.operation == "truncate" else 1
        return 2 | row | _KINDS[self.operation]

    def on_postgresql(self) -> Iterator[str]:
        """Yield the statements that make the trigger on PostgreSQL."""
        level = "STATEMENT" if self.operation == "truncate" else "ROW"
        yield (
            f'CREATE OR REPLACE FUNCTION "{self.function}"() RETURNS trigger '
            f"LANGUAGE plpgsql AS $${self.function_body}$$"
        )
        yield (
            f'CREATE TRIGGER "{self.name}" BEFORE {self.operation.upper()} '
            f'ON "{self.table}" FOR EACH {level} EXECUTE FUNCTION "{self.function}"()'
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
    model: type[models.Model],
    *,
    columns: Collection[str],
    when: str = "",
    never: str = "",
) -> None:
    """
    Have the database refuse to change these columns of rows for which `when` holds.

    `when` is a condition on OLD in SQL, such as `OLD."state" <> 'draft'`; without it every
    row is kept. Such rows are not deleted either. `never` is one more change of such a row
    that is refused, a condition on OLD and NEW.
    """
    refused = [
        f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in sorted(columns)
    ]
    changed = " OR ".join([*refused, *([never] if never else [])])
    kept = f"{when} AND " if when else ""
    _protected[model._meta.db_table] = {
        "update": f"{kept}({changed})",
        "delete": when,
        "truncate": "",
    }


def protect_rows_of(
    model: type[models.Model], *, column: str, kept: str, ignoring: Collection[str] = ()
) -> None:
    """
    Have the database refuse to add, change or delete rows that belong to kept ones.

    `kept` is a query in SQL for the ids of the rows to which `column` refers and that are
    not to change. Changes of nothing but the columns `ignoring` are let through.
    """
    columns = {field.column for field in model._meta.concrete_fields}
    changed = " OR ".join(
        f'OLD."{name}" IS DISTINCT FROM NEW."{name}"'
        for name in sorted(columns - set(ignoring))
    )
    old, new = (f'{row}."{column}" IN ({kept})' for row in ("OLD", "NEW"))
    _protected[model._meta.db_table] = {
        "insert": new,
        "update": f"({old} OR {new}) AND ({changed})",
        "delete": old,
        "truncate": "",
    }


def install(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make every guard that is missing and whose table exists."""
    connection = connections[using]
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for guard in _absent(connection):
            cursor.execute(_drop_statement(connection, guard))
            made = guard.on_postgresql() if is_postgresql else [guard.on_sqlite()]
            for statement in made:
                cursor.execute(statement)


def remove(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Drop every guard: before a migration, a restore or a test that empties the database."""
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
        return [
            g
            for g in _expected(connection)
            if (g.table, g.name, g.kind, g.function_body) not in present
        ]
    statements = _present_on_sqlite(connection)
    return [g for g in _expected(connection) if g.on_sqlite() not in statements]


def _present_on_sqlite(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}


def _present_on_postgresql(
    connection: BaseDatabaseWrapper,
) -> set[tuple[str, str, int, str]]:
    """Return the triggers that fire always, each by table, name, kind and what it does."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pg_class.relname, pg_trigger.tgname, pg_trigger.tgtype, pg_proc.prosrc
            FROM pg_trigger
            JOIN pg_class ON pg_class.oid = pg_trigger.tgrelid
            JOIN pg_proc ON pg_proc.oid = pg_trigger.tgfoid
            WHERE pg_trigger.tgenabled IN ('O', 'A')
                AND pg_trigger.tgqual IS NULL AND pg_trigger.tgattr = ''
                AND pg_table_is_visible(pg_class.oid)
            """
        )
        return set(cursor.fetchall())


def _drop_statement(connection: BaseDatabaseWrapper, guard: Guard) -> str:
    if connection.vendor == "postgresql":
        return f'DROP TRIGGER IF EXISTS "{guard.name}" ON "{guard.table}"'
    return f'DROP TRIGGER IF EXISTS "{guard.name}"'
