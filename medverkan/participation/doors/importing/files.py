"""Reading rows from a file of unknown making, a line at a time."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

# What each column may be called: in English, Swedish and Finnish.
COLUMNS = {
    "id": (
        "id",
        "external_id",
        "nr",
        "nummer",
        "ärendenummer",
        "diarienummer",
        "tunnus",
    ),
    "title": ("title", "subject", "rubrik", "titel", "otsikko"),
    "text": (
        *("text", "description", "beskrivning", "innehåll", "meddelande"),
        *("teksti", "kuvaus", "viesti"),
    ),
    "date": (
        *("date", "datum", "ankomst", "ankomstdatum", "inkom", "inkommen"),
        *("päivämäärä", "saapunut", "saapumispäivä"),
    ),
    "place": ("place", "plats", "adress", "paikka"),
    "topic": ("topic", "ämne", "amne", "aihe"),
    "kind": ("kind", "typ", "slag", "laji"),
}
NEEDED = ("title", "text", "date")
JSON_LINES = (".jsonl", ".ndjson")
_NAMES = {other: name for name, others in COLUMNS.items() for other in others}
LONGEST_LINE = 1_000_000
_PEEK = 65_536


class NotReadable(Exception):
    """The file as a whole cannot be read; the message says why and what helps."""


@dataclass(frozen=True)
class Row:
    """
    A row with the number of its line; `fault` says why it could not even be read.

    `others` are the names of columns that are passed over.
    """

    line: int
    values: dict[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    fault: str = ""


def rows(path: Path) -> Iterator[Row]:
    """
    Return the rows of a CSV file or of JSON lines, one in memory at a time.

    UTF-8 with or without BOM, UTF-16 and, failing those, Windows' Latin-1 are read. Whether
    it is JSON, and what separates the cells, is found in the first line.

    :raises NotReadable: it is missing, empty, no text, or has not the columns needed
    """
    try:
        encoding = _encoding_of(path)
        opened = path.open(encoding=encoding, newline="")
    except OSError as fault:
        raise NotReadable(f"{path}: {fault.strerror}") from fault
    with opened as lines:
        first = _first_line(lines)
        lines.seek(0)
        if first.startswith("{") or path.suffix.lower() in JSON_LINES:
            yield from _json_rows(lines)
        elif first.startswith("["):
            raise NotReadable(
                _("The file is one JSON list. Write one object on each line instead.")
            )
        else:
            yield from _csv_rows(lines)


def _first_line(lines: IO[str]) -> str:
    while line := lines.readline(LONGEST_LINE):
        if line.strip():
            return line.strip()
    return ""


def _encoding_of(path: Path) -> str:
    with path.open("rb") as content:
        start = content.read(_PEEK)
        if not start.strip(b"\xef\xbb\xbf \t\r\n"):
            raise NotReadable(_("The file is empty."))
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if b"\x00" in start:
            raise NotReadable(
                _("The file is not text. Save it as CSV or JSON lines and try again.")
            )
        decoder = codecs.getincrementaldecoder("utf-8")()
        piece = start
        try:
            while piece:
                decoder.decode(piece)
                piece = content.read(_PEEK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252" if _is_cp1252(path) else "latin-1"
    return "utf-8-sig"


def _is_cp1252(path: Path) -> bool:
    # Five bytes stand for nothing there; Latin-1 takes every byte.
    unused = frozenset(b"\x81\x8d\x8f\x90\x9d")
    with path.open("rb") as content:
        while piece := content.read(_PEEK):
            if unused & set(piece):
                return False
    return True


def _csv_rows(lines: IO[str]) -> Iterator[Row]:
    header, before = _header(lines)
    separator = max(";,\t", key=header.count)
    cells = next(csv.reader([header], delimiter=separator), [])
    columns = _columns(cells)
    others = tuple(
        cell.strip() for cell, name in zip(cells, columns, strict=True) if not name
    )
    # A mark of quotation that never ends is a fault here, and not the rest of the file.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = before + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as fault:
            yield Row(line, fault=_("The line cannot be read: %s") % fault)
        else:
            if any(cell.strip() for cell in cells):
                yield _row_of(line, cells, columns, others)
        line = before + reader.line_num + 1


def _header(lines: IO[str]) -> tuple[str, int]:
    """Return the line that names the columns, and how many lines end with it."""
    number = 0
    while line := lines.readline(LONGEST_LINE):
        number += 1
        # Excel's own first line names the separator.
        if line.strip() and not line.startswith("sep="):
            return line, number
    return "", number


def _columns(header: list[str]) -> list[str]:
    columns = [_name_of(cell) for cell in header]
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise NotReadable(
            _("These columns are missing in the first line: %s.")
            % ", ".join(f"{name} ({', '.join(COLUMNS[name][1:])})" for name in missing)
        )
    return columns


def _name_of(column: str) -> str:
    return _NAMES.get(column.strip().casefold(), "")


def _row_of(
    line: int, cells: list[str], columns: list[str], others: tuple[str, ...]
) -> Row:
    if any(cell.strip() for cell in cells[len(columns) :]):
        return Row(line, fault=_("There are more cells than columns."))
    values: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        if name and cell:
            values.setdefault(name, cell)
    return Row(line, values, others)


def _json_rows(lines: IO[str]) -> Iterator[Row]:
    number = 0
    while line := lines.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            _pass_over_rest_of_line(lines)
            yield Row(number, fault=_("The line is too long."))
        elif line.strip():
            yield _json_row(number, line)


def _pass_over_rest_of_line(lines: IO[str]) -> None:
    while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith("\n"):
        pass


def _json_row(number: int, line: str) -> Row:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, fault=_("The line is no JSON."))
    if not isinstance(found, dict):
        return Row(number, fault=_("The line is no JSON object."))
    values: dict[str, str] = {}
    for key, value in found.items():
        name = _name_of(key)
        if not name or value is None:
            continue
        text = _as_text(value)
        if text is None:
            return Row(number, fault=_("%s is neither text nor a number.") % key)
        values.setdefault(name, text)
    return Row(number, values, tuple(key for key in found if not _name_of(key)))


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    is_endless = isinstance(value, float) and not isfinite(value)
    return None if isinstance(value, bool | list | dict) or is_endless else str(value)
