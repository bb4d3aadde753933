"""Queries that are always the same: their SQL is written once in a process, then only run."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=models.Model)


def cursor() -> CursorWrapper:
    """
    Return a cursor for statements that are always the same.

    A connection to PostgreSQL keeps them prepared (`DATABASE_PREPARES`): planning one takes
    longer than running it. Django's own cursor would put the values into the text.
    """
    # A log of queries shall show the values, which a prepared statement does not hold.
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection._prepare_cursor(
            connection.Database.Cursor(connection.connection)
        )


def ask(
    statement: str, values: Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Return what a statement finds with these values for its places, `%(name)s`."""
    with cursor() as asking:
        asking.execute(statement, values)
        return asking.fetchall()


class Given(models.Expression):
    """The place in a query for a value that is given each time it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, list[Any]]:
        """Return a parameter that stands for the value until it is known."""
        return "%s", [self]


class Prepared(Generic[Row]):
    """
    The rows that a query finds now; only its wording is kept, never what it found.

    Writing the SQL of a query with several conditions takes Django longer than a database
    needs to answer it. For pages that ask everyone's same question. What is passed by
    position stands in the wording, which is kept for each such choice: pass only what
    there are few of, never a time or a reader. What is passed by name the query gets as
    `Given`, to compare columns with. It joins no other models: annotate their columns.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Row]]) -> None:
        self._build = build
        self._written: dict[tuple[Hashable, ...], _Wording] = {}

    def __call__(self, *fixed: Hashable, **given: Any) -> list[Row]:
        """Return the rows in the query's order."""
        wording = self._written.get(fixed)
        if wording is None:
            places = {name: Given(name) for name in given}
            wording = self._written[fixed] = _write(self._build(*fixed, **places))
        adapt = connection.ops.adapt_unknown_value
        values = {name: adapt(value) for name, value in given.items()}
        return [wording.read(row) for row in ask(wording.sql, values)]


@dataclass(frozen=True)
class _Wording:
    """The SQL of a query, and how Django makes objects of the rows that it finds."""

    sql: str
    model: type[models.Model]
    columns: slice
    names: list[str]
    annotations: Mapping[str, int]
    converters: Mapping[int, Any]

    def read(self, found: tuple[Any, ...]) -> Any:
        """Return the object of a row, as a queryset would."""
        row = list(found)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        one = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for name, place in self.annotations.items():
            setattr(one, name, row[place])
        return one


def _write(rows: models.QuerySet[Any]) -> _Wording:
    """Write the query with its constants in the text, so that plans can reckon with them."""
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    connection.ensure_connection()  # PostgreSQL quotes by what the server understands
    sql, parameters = compiler.as_sql()
    written = tuple(_place(one) for one in parameters)
    selected = [column for column, _sql, _alias in compiler.select]
    own = compiler.klass_info["select_fields"]
    columns = slice(own[0], own[-1] + 1)
    return _Wording(
        sql=sql.replace("%%", "%%%%") % written,
        model=compiler.klass_info["model"],
        columns=columns,
        names=[column.target.attname for column in selected[columns]],
        annotations=compiler.annotation_col_map,
        converters=compiler.get_converters(selected),
    )


def _place(parameter: Any) -> str:
    if isinstance(parameter, Given):
        return f"%({parameter.name})s"
    return str(connection.schema_editor().quote_value(parameter)).replace("%", "%%")
