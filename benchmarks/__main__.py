"""Measure pages on both databases at growing sizes, then all else: `make bench`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from benchmarks import databases, load, report, servers, weight

KINDS = {"sqlite": databases.sqlite, "postgresql": databases.postgresql}
BESIDE = ("submissions", "votes", "similar", "sorting", "digests", "exports")


def main() -> None:
    """Measure what was asked for; print the tables and write the JSON."""
    asked = _arguments()
    missing = [tool for tool in ("wrk", "nginx") if not shutil.which(tool)]
    if missing:
        sys.exit(f"Install {' and '.join(missing)} first: scripts/apt wrk nginx-light")
    results = report.Results()
    for kind in asked.databases:
        opened: AbstractContextManager[databases.Database] = KINDS[kind]()
        with opened as database:
            measure_database(database, asked, results)
    print(report.as_text(results))
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    report.write(results, asked.output)
    print(f"Written to {asked.output}")
    if asked.page:
        command = " ".join(["make bench", *_as_typed()])
        report.write_page(results, asked.page, command=command)
    failed = [name for name in asked.also if not measure_beside(name)]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def measure_beside(name: str) -> bool:
    """Run another measurement as it stands; tell whether it came to its end."""
    _tell(f"\n{name}")
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    return subprocess.run(command, cwd=databases.ROOT, check=False).returncode == 0


def measure_database(
    database: databases.Database, asked: argparse.Namespace, results: report.Results
) -> None:
    """Measure every page at every size in one database."""
    results.figures[f"{database.name}: seconds to set up"] = database.migrate()
    for size in asked.sizes:
        seconds = database.grow_to(size)
        _tell(f"{database.name}: {size} cases, made in {seconds:.0f} s")
        results.figures[f"{database.name}: seconds to grow to {size} cases"] = seconds
        with servers.site(database) as server, servers.cache_before(server) as cached:
            places = _places(database)
            results.rows += measure_pages(
                database, server.address, cached, places, asked=asked
            )
            kind = database.name
            results.figures[f"{kind}: start, seconds"] = server.start_seconds
            results.figures[f"{kind}: memory per worker, MB"] = server.worker_megabytes
            if shutil.which("chromium"):
                for name, place in places.items():
                    if name != report.BARE and name not in results.weights:
                        path = place["path"]
                        results.weights[name] = weight.weigh(server.address, path)


def measure_pages(
    database: databases.Database,
    address: str,
    cached: str,
    places: dict[str, Any],
    *,
    asked: argparse.Namespace,
) -> list[report.Row]:
    """Measure all pages in turn, several times over, and keep the medians."""
    direct: dict[str, list[load.Load]] = {name: [] for name in places}
    through: dict[str, list[load.Load]] = {name: [] for name in places}
    for _ in range(asked.rounds):
        for name, place in places.items():
            url = place["path"]
            direct[name].append(load.measure(address + url, seconds=asked.seconds))
            # A cache gives the same bytes each time: a second tells as much as three.
            through[name].append(load.measure(cached + url, seconds=1))
    return [
        report.Row(
            database=database.name,
            cases=database.count,
            page=name,
            load=load.median_of(direct[name]),
            cached=load.median_of(through[name]),
            queries=place["queries"],
        )
        for name, place in places.items()
    ]


def _places(database: databases.Database) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.places"]
    found = subprocess.run(
        command, cwd=databases.ROOT, env=database.environment,
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(found.stdout)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000]
    )
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3, help="a page and round")
    parser.add_argument(
        "--also",
        nargs="*",
        choices=BESIDE,
        default=list(BESIDE),
        help="measure these after the pages; `python -m benchmarks.votes -h` tells more",
    )
    parser.add_argument(
        "--output", type=Path, default=databases.FOLDER / "results.json"
    )
    parser.add_argument("--page", type=Path, help="page of the documentation to write")
    return parser.parse_args()


def _as_typed() -> list[str]:
    typed = " ".join(sys.argv[1:])
    return [f'BENCH="{typed}"'] if typed else []


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
