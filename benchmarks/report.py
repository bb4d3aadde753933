"""Results as a table for people and as JSON for machines."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.load import Load
from benchmarks.weight import Weight
from medverkan.foundation import clock

BARE = "bare view"
LIMITS = {  # queries a page may make, however many cases there are
    "home": 5,
    "list, first page": 8,
    "list, filtered": 8,
    "list, deep page": 8,
    "case page": 8,
}


@dataclass
class Row:
    """A page in one database of one size."""

    database: str
    cases: int
    page: str
    load: Load
    cached: Load | None
    queries: int


@dataclass
class Results:
    """Everything one run measured."""

    rows: list[Row] = field(default_factory=list)
    weights: dict[str, Weight] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)

    def share(self, row: Row) -> float:
        """Return the page's requests as a share of the bare view in the same run."""
        return row.load.requests / self._bare(row).load.requests

    def cached_share(self, row: Row) -> float | None:
        """Return the same from the cache, or None where it was not measured."""
        if row.cached is None:
            return None
        return row.cached.requests / self._bare(row).load.requests

    def _bare(self, row: Row) -> Row:
        return next(
            other
            for other in self.rows
            if (other.database, other.cases, other.page)
            == (row.database, row.cases, BARE)
        )


def as_text(results: Results) -> str:
    """Return the tables in Markdown."""
    pages = [
        (
            row.database,
            f"{row.cases:,}".replace(",", " "),
            row.page,
            f"{row.load.requests:.0f}",
            f"{results.share(row):.1%}",
            f"{row.load.p50:.1f}",
            f"{row.load.p99:.1f}",
            f"{row.cached.requests:.0f}" if row.cached else "",
            f"{share:.0%}" if (share := results.cached_share(row)) else "",
            _within(row),
        )
        for row in results.rows
    ]
    heads = [
        "database", "cases", "page", "requests/s", "of bare", "p50 ms", "p99 ms",
        "cached/s", "of bare", "queries",
    ]  # fmt: skip
    weights = [
        (page, *(str(value) for value in asdict(weight).values()))
        for page, weight in results.weights.items()
    ]
    weight_heads = [
        "page", "kB", "requests", "hosts", "first paint ms", "layout shift", "cookies",
    ]  # fmt: skip
    figures = [(name, f"{value:.1f}") for name, value in results.figures.items()]
    tables = [
        table(heads, pages),
        table(weight_heads, weights),
        table(["figure", "value"], figures),
    ]
    return "\n\n".join(tables) + "\n"


def write_page(results: Results, file: Path, *, command: str) -> None:
    """Write a page of the documentation: what was measured, how, on what, and the tables."""
    today = clock.now().date().isoformat()
    cores = os.cpu_count()
    python = platform.python_version()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        "# Pages, measured\n\n"
        f"Written by `{command}` on {today}: {cores} cores, Python {python}, two workers, and"
        " the load generator on the same machine. Figures of single runs differ between"
        " machines; the columns *of bare* compare a page with a view that does nothing in"
        " the same run, through the same server and middleware. Medians of"
        " all rounds. The first half is without any cache before the server, the second from"
        " a shared HTTP cache (nginx).\n\n" + as_text(results)
    )


def write(results: Results, file: Path) -> None:
    """Write everything as JSON."""
    content: dict[str, Any] = {"machine": machine(), **asdict(results)}
    file.write_text(json.dumps(content, indent=2) + "\n")


def machine() -> dict[str, Any]:
    """Return what the figures depend on: processors, Python and how busy it was before."""
    return {
        "processor": platform.processor(),
        "processors": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "load before": os.getloadavg()[0],
    }


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with aligned columns."""
    widths = [
        max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)
    ]
    lines = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| "
        + " | ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        )
        + " |"
        for line in lines
    )


def _within(row: Row) -> str:
    limit = LIMITS.get(row.page)
    mark = " (!)" if limit is not None and row.queries > limit else ""
    return f"{row.queries}{mark}"
