"""Writing one row at a time with statements that are made once, on the ways that must be quick."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import Field, Model

from medverkan.foundation import prepared

Row = TypeVar("Row", bound=Model)


def insert(row: Row, *, computed: Mapping[str, str] | None = None) -> Row:
    """
    Insert a new row and return it with its id; as `save`, without its signals.

    Django writes the statement anew for each row, which takes longer than running it;
    connections to PostgreSQL keep it prepared.
    `computed` gives columns an expression in SQL instead of a value.
    """
    by_database = tuple((computed or {}).items())
    statement, fields = _insertion(type(row), by_database)
    values = _values(row, fields, is_new=True)
    with prepared.cursor() as cursor:
        cursor.execute(statement, values)
        [row.pk] = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias
    return row


def change(row: Model, *names: str) -> None:
    """
    Write these fields of a row; as `save(update_fields=...)`, without its signals.

    :raises DatabaseError: the row is gone
    """
    statement, fields = _change(type(row), names)
    values = _values(row, fields, is_new=False)
    with prepared.cursor() as cursor:
        cursor.execute(statement, [*values, row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"{type(row).__name__} {row.pk} is gone")


def _values(
    row: Model, fields: Iterable[Field[Any, Any]], *, is_new: bool
) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]
    given = ((field, field.pre_save(row, is_new)) for field in fields)
    return [
        # Nothing is NULL, whatever the field.
        None if value is None else field.get_db_prep_save(value, database)
        for field, value in given
    ]


@lru_cache
def _insertion(
    model: type[Model], computed: tuple[tuple[str, str], ...]
) -> tuple[str, list[Field[Any, Any]]]:
    """Return the statement, and the fields that give its values in their order."""
    meta, by_database = model._meta, dict(computed)
    fields = [
        field
        for field in meta.local_concrete_fields
        if not field.primary_key and field.column not in by_database
    ]
    columns = ", ".join(map(_quoted, [*by_database, *(f.column for f in fields)]))
    places = ", ".join([*by_database.values(), *["%s"] * len(fields)])
    table, key = _quoted(meta.db_table), _quoted(meta.pk.column)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}"  # noqa: S608 - our names
    return statement, fields


@lru_cache
def _change(
    model: type[Model], names: tuple[str, ...]
) -> tuple[str, list[Field[Any, Any]]]:
    meta = model._meta
    by_name = {field.name: field for field in meta.local_concrete_fields}
    fields = [by_name[name] for name in names]
    written = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table, key = _quoted(meta.db_table), _quoted(meta.pk.column)
    return f"UPDATE {table} SET {written} WHERE {key} = %s", fields  # noqa: S608 - our names


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
