"""
What a submission costs one process by itself: time and statements, without a server.

On a machine that does other things too, requests a second tell little. Both views are
asked in turns through the whole application, in one process, and medians are kept.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

WARM_UP = 5
TURN = 20


class Spent(NamedTuple):
    """Milliseconds of one answer: of the processor's time, and until it was there."""

    processor: float
    clock: float


def measure(submissions: Path, bare: Path) -> dict[str, dict[str, float]]:
    """Post the lines of both files in turns; return milliseconds and statements of each."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    application = get_wsgi_application()
    files = {name: _lines(file) for name, file in (("it", submissions), ("bare", bare))}
    statements: dict[str, int] = {}
    for name, lines in files.items():
        for _ in range(WARM_UP):
            _post(application, next(lines))
        with CaptureQueriesContext(connection) as asked:
            _post(application, next(lines))
        statements[name] = len(asked)
    spent: dict[str, list[Spent]] = {"it": [], "bare": []}
    while len(turn := list(islice(files["it"], TURN))) == TURN:
        spent["it"].append(_spent(application, turn))
        bare_turn = list(islice(files["bare"], TURN))
        spent["bare"].append(_spent(application, bare_turn))
    return {
        name: {
            "CPU ms": statistics.median(one.processor for one in turns),
            "ms": statistics.median(one.clock for one in turns),
            "statements": statements[name],
        }
        for name, turns in spent.items()
    }


def _spent(application: Callable[..., Any], lines: list[tuple[str, bytes]]) -> Spent:
    processor, clock = time.process_time(), time.perf_counter()
    for line in lines:
        _post(application, line)
    return Spent(
        processor=(time.process_time() - processor) / len(lines) * 1000,
        clock=(time.perf_counter() - clock) / len(lines) * 1000,
    )


def _lines(file: Path) -> Iterator[tuple[str, bytes]]:
    for line in file.read_text().splitlines():
        path, _, body = line.partition(" ")
        yield path, body.encode()


def _post(application: Callable[..., Any], line: tuple[str, bytes]) -> None:
    path, body = line
    environment = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
    }  # fmt: skip
    answered: list[str] = []
    page = application(environment, lambda status, _heads: answered.append(status))
    b"".join(page)
    page.close()
    if answered[0][0] not in "23":
        raise RuntimeError(f"{path}: {answered[0]}")
