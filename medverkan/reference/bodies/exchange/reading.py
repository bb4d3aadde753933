"""A file to rows: JSON, or CSV as Swedish Excel writes it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from medverkan.foundation.design.tables import unguarded
from medverkan.reference.bodies.exchange import tables
from medverkan.reference.bodies.exchange.tables import LANGUAGES, Table


@dataclass(frozen=True)
class Problem:
    """A fault of a file: where it is and what would mend it. `line` is the row in JSON."""

    table: str
    line: int
    column: str
    why: str

    def __str__(self) -> str:
        row = str(self.line) if self.line else ""
        where = " ".join(part for part in (self.table, row) if part)
        return f"{', '.join(part for part in (where, self.column) if part)}: {self.why}"


@dataclass(frozen=True)
class Row:
    """A row as it stands in the file: cells by heading, empty ones left out."""

    table: Table
    line: int
    cells: dict[str, Any]
    headings: frozenset[str]


class UnreadableFile(Exception):
    """The file as a whole cannot be read; holds the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = list(problems)


def read(content: bytes) -> list[Row]:
    """
    Return the rows of a file in the order of the tables; JSON begins with a brace.

    :raises UnreadableFile: it is neither, or has unknown tables or headings
    """
    written = decode(content)
    if not written.strip():
        raise UnreadableFile(Problem("", 1, "", _("The file is empty.")))
    if written.lstrip().startswith(("{", "[")):
        return _read_json(written)
    return list(_read_csv(written))


def decode(content: bytes) -> str:
    """
    Return the text: UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252.

    :raises UnreadableFile: it is no text
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFile(Problem("", 1, "", _("This is no text file.")))


def _read_json(written: str) -> list[Row]:
    try:
        document = json.loads(written)
    except json.JSONDecodeError as fault:
        why = _("The JSON is broken at character %(place)s: %(fault)s.") % {
            "place": fault.colno,
            "fault": fault.msg,
        }
        raise UnreadableFile(Problem("", fault.lineno, "", why)) from None
    if not isinstance(document, dict):
        why = _("The file is an object with one list of rows for each table.")
        raise UnreadableFile(Problem("", 1, "", why))
    problems = [problem for name in document for problem in _shape(name, document)]
    if problems:
        raise UnreadableFile(*problems)
    return [
        _json_row(table, line, cells)
        for table in tables.TABLES
        for line, cells in enumerate(document.get(table.name, []), start=1)
    ]


def _shape(name: str, document: dict[str, Any]) -> Iterator[Problem]:
    table, rows = tables.by_name(name), document[name]
    if table is None:
        why = _("There is no such table. The tables are: %(names)s.") % {
            "names": ", ".join(table.name for table in tables.TABLES)
        }
        yield Problem(name, 0, "", why)
    elif not isinstance(rows, list):
        yield Problem(name, 0, "", _("A table is a list of rows."))
    else:
        for line, row in enumerate(rows, start=1):
            if not isinstance(row, dict):
                yield Problem(name, line, "", _("A row is an object with columns."))


def _json_row(table: Table, line: int, cells: dict[str, Any]) -> Row:
    flat: dict[str, Any] = {}
    for name, value in cells.items():
        if isinstance(value, dict) and table.column(f"{name}_{LANGUAGES[0]}"):
            flat |= {f"{name}_{language}": part for language, part in value.items()}
        else:
            flat[name] = value
    return Row(
        table=table,
        line=line,
        cells={name: cell for name, cell in flat.items() if cell not in (None, "", [])},
        headings=frozenset(flat),
    )


def _read_csv(written: str) -> Iterator[Row]:
    lines, skipped = written, 0
    if written.lower().startswith("sep="):
        # Excel's own first line, which names the delimiter.
        _first, _end, lines = written.partition("\n")
        skipped = 1
    delimiter = max(";,\t", key=lines.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
    headings = [heading.strip().lower() for heading in next(reader, [])]
    table = _table_of(headings, line=1 + skipped)
    begins = reader.line_num + 1
    for cells in reader:
        line, begins = begins + skipped, reader.line_num + 1
        if any(cell.strip() for cell in cells):
            yield _csv_row(table, headings, line, cells)


def _csv_row(table: Table, headings: list[str], line: int, cells: list[str]) -> Row:
    if any(cell.strip() for cell in cells[len(headings) :]):
        why = _("The row has more cells than there are headings.")
        raise UnreadableFile(Problem(table.name, line, "", why))
    pairs = zip(headings, map(unguarded, cells), strict=False)
    return Row(
        table=table,
        line=line,
        cells={heading: cell for heading, cell in pairs if heading and cell.strip()},
        headings=frozenset(heading for heading in headings if heading),
    )


def _table_of(headings: list[str], *, line: int) -> Table:
    named = [heading for heading in headings if heading]
    table = tables.by_headings(named)
    if table is not None and len(named) == len(set(named)):
        return table
    nearest = max(tables.TABLES, key=lambda each: _likeness(each, named))
    unknown = sorted(set(named) - set(nearest.headings))
    missing = sorted(set(nearest.required) - set(named))
    twice = sorted({name for name in named if named.count(name) > 1})
    raise UnreadableFile(
        *(
            Problem(nearest.name, line, name, _("There is no such column."))
            for name in unknown
        ),
        *(
            Problem(nearest.name, line, name, _("This column is missing."))
            for name in missing
        ),
        *(
            Problem(nearest.name, line, name, _("This column stands twice."))
            for name in twice
        ),
    )


def _likeness(table: Table, headings: list[str]) -> tuple[int, int]:
    shared = len(set(table.headings) & set(headings))
    return shared, -len(set(table.required) - set(headings))
