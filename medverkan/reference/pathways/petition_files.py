"""Reading past petitions from CSV: titles, texts, dates and counts, never who signed."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from medverkan.foundation.text.numbers import whole_number

MAX_BYTES = 10_000_000
MAX_TITLE = 300
MAX_TEXT = 20_000

_COLUMNS = {
    "title": "title",
    "titel": "title",
    "rubrik": "title",
    "text": "text",
    "beskrivning": "text",
    "date": "date",
    "datum": "date",
    "inlämnad": "date",
    "count": "count",
    "antal": "count",
    "underskrifter": "count",
    "antal underskrifter": "count",
}
_REQUIRED = ("title", "date", "count")
_PERSONAL = re.compile(
    r"namn|name|nimi|signat[oö]r|undertecknare|person|pers\W?n|ssn|tunnus"
    r"|e-?post|e-?mail|mejl|sähköposti|adress|address|osoite|telefon|phone|mobil"
    r"|puhelin|\bip\b",
    re.IGNORECASE,
)
_IDENTITY_NUMBER = re.compile(r"\b(?:19|20)?\d{6}[-+]?\d{4}\b")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)


class PersonalData(Exception):
    """The file has a column that looks like personal data; nothing of it was read."""

    def __init__(self, columns: list[str]) -> None:
        self.columns = columns
        super().__init__(", ".join(columns))


class UnreadableFile(Exception):
    """The file is no CSV in UTF-8 with the columns needed; says what is wrong."""


@dataclass(frozen=True)
class PetitionRow:
    """A row that can be imported."""

    number: int
    title: str
    text: str
    lodged_date: dt.date
    support_count: int

    @property
    def digest(self) -> bytes:
        """SHA-256 of title, text and date: what makes it the same petition."""
        parts = (self.title, self.text, self.lodged_date.isoformat())
        return hashlib.sha256("\x00".join(parts).encode()).digest()


@dataclass(frozen=True)
class BadRow:
    """A row that cannot, and why; `number` is the line in the file, the header is 1."""

    number: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a file holds: rows that can be imported and rows that cannot."""

    rows: list[PetitionRow]
    bad_rows: list[BadRow]


def read(content: bytes) -> Reading:
    """
    Read a CSV file, comma or semicolon, UTF-8, first line the names of its columns.

    :raises PersonalData: a column looks like names or other data on persons
    :raises UnreadableFile: it is too large, not text, or lacks a column
    """
    table = _table(content)
    try:
        header = [name.strip().lower() for name in next(table)]
    except StopIteration:
        raise UnreadableFile(_("The file is empty.")) from None
    columns = _columns(header)
    rows: list[PetitionRow] = []
    bad_rows: list[BadRow] = []
    for number, cells in enumerate(table, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            rows.append(_row(number, columns, cells))
        except ValueError as wrong:
            bad_rows.append(BadRow(number=number, reason=str(wrong)))
    return Reading(rows=rows, bad_rows=bad_rows)


def _table(content: bytes) -> Iterator[list[str]]:
    if len(content) > MAX_BYTES:
        raise UnreadableFile(_("The file is larger than 10 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile(_("The file is not text in UTF-8.")) from None
    if "\x00" in text:
        raise UnreadableFile(_("The file is not text in UTF-8."))
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") >= first_line.count(",") else ","
    return _lines(csv.reader(io.StringIO(text), delimiter=delimiter))


def _lines(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        raise UnreadableFile(
            _("The file is not a table of rows and columns.")
        ) from None


def _columns(header: list[str]) -> list[str]:
    personal = [name for name in header if _is_personal(name)]
    if personal:
        raise PersonalData(personal)
    unknown = [name for name in header if name not in _COLUMNS]
    if unknown:
        raise UnreadableFile(
            _("These columns are not known: %(columns)s.")
            % {"columns": ", ".join(unknown)}
        )
    columns = [_COLUMNS[name] for name in header]
    missing = [name for name in _REQUIRED if name not in columns]
    if missing:
        raise UnreadableFile(
            _("These columns are missing: %(columns)s.")
            % {"columns": ", ".join(missing)}
        )
    return columns


def _is_personal(name: str) -> bool:
    return name not in _COLUMNS and bool(_PERSONAL.search(name))


def _row(number: int, columns: list[str], values: list[str]) -> PetitionRow:
    if len(values) != len(columns):
        raise ValueError(_("The row does not have as many cells as the first line."))
    cells = dict(zip(columns, values, strict=True))
    title = cells["title"].strip()
    text = cells.get("text", "").strip()
    if not title or len(title) > MAX_TITLE:
        raise ValueError(_("The title must have 1 to 300 characters."))
    if len(text) > MAX_TEXT:
        raise ValueError(_("The text is longer than 20,000 characters."))
    for value in (title, text):
        if _IDENTITY_NUMBER.search(value) or _EMAIL.search(value):
            raise ValueError(
                _("It seems to hold a personal identity number or an e-mail address.")
            )
    return PetitionRow(
        number=number,
        title=title,
        text=text,
        lodged_date=_date(cells["date"]),
        support_count=_count(cells["count"]),
    )


def _date(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(_("The date must be written 2019-05-31.")) from None


def _count(value: str) -> int:
    count = whole_number(re.sub(r"\s", "", value))
    if count is None:
        raise ValueError(_("The count must be a whole number."))
    return count
