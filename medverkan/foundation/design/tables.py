"""Tables as CSV for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)

_TYPE = "text/csv; charset=utf-8"

# A cell that begins like this would be run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


# Excel takes a file without it for Latin-1.
_MARK = "\ufeff"


class _Echo:
    """A file that hands back what is written, so that a row can be sent at once."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Return the rows as lines of CSV: UTF-8 with a mark, semicolons, no formulas."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield _MARK
    for row in rows:
        yield writer.writerow([_safe(cell) for cell in row])


def csv_response(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return the rows as a CSV file to fetch, made before the answer begins."""
    return _named(HttpResponse(csv_lines(rows), content_type=_TYPE), name)


def csv_stream(name: str, rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """Return the rows as a CSV file that is sent while it is made, however long it is."""
    return _named(StreamingHttpResponse(csv_lines(rows), content_type=_TYPE), name)


def _named(response: Response, name: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def unguarded(cell: str) -> str:
    """Return a cell that `csv_lines` wrote as it was before it was kept from being a formula."""
    return cell[1:] if cell.startswith("'") and _would_run(cell) else cell


def _safe(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if _would_run(text) else text


def _would_run(text: str) -> bool:
    # What looks guarded is guarded once more, so that `unguarded` gives back each text.
    return text.lstrip("'").startswith(_FORMULA)
