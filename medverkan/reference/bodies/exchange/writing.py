"""Rows to a file that can be read back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from medverkan.foundation.design.tables import csv_lines
from medverkan.reference.bodies.exchange.tables import TABLES, Column, Table


def as_json() -> str:
    """Return the whole organisation as JSON, one table after the other."""
    document = {
        table.name: [_plain(table, row) for row in _rows(table)] for table in TABLES
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_csv(table: Table) -> str:
    """Return one table as CSV for Swedish Excel, in which nothing runs as a formula."""
    rows = (
        [_cell(_value(column, row)) for column in table.columns] for row in _rows(table)
    )
    return "".join(csv_lines([table.headings, *rows]))


def _rows(table: Table) -> Iterator[Any]:
    references = [column.field for column in table.columns if column.refers_to]
    yield from table.model._default_manager.select_related(*references).order_by("pk")


def _value(column: Column, row: Any) -> Any:
    value = getattr(row, column.field)
    if column.refers_to:
        # An authority is its own: saying so would only make rows wait for themselves.
        return value.slug if value is not None and value != row else None
    return value.get(column.language) if column.language else value


def _plain(table: Table, row: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for column in table.columns:
        value = _value(column, row)
        if value in (None, "", [], False, 0):
            continue
        if isinstance(value, dt.date):
            value = value.isoformat()
        if column.language:
            plain.setdefault(column.field, {})[column.language] = value
        else:
            plain[column.field] = value
    return plain


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
