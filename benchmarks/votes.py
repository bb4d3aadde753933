"""
Votes a second beside a bare insert, what readers notice, and what proof and recount cost.

`python -m benchmarks.votes` measures on databases of its own, in three parts:

- `votes`: in turn, several times over and on the same server, a bare view that inserts one
  row, confirmations on one hot ballot and confirmations spread over a thousand, with a
  worker sealing beside; then pgbench's insert of one row (PostgreSQL);
- `readers`: what readers of a ballot's page lose while 28 and 280 votes a second come;
- `sizes`: seconds and memory of sealing, proving, recounting and verifying so many entries.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import databases, report, servers, votes_load
from benchmarks.databases import Database

KINDS = {
    "sqlite": databases.sqlite,
    "postgresql": partial(databases.postgresql, is_durable=True),
}
PARTS = ("votes", "readers", "sizes")
BARE, HOT, SPREAD = "bare insert", "one hot ballot", "a thousand ballots"
RATES = (28, 280)
MOST_A_SECOND = 2000
Rows = list[dict[str, Any]]


def main() -> None:
    """Measure what was asked for, print the tables and write JSON."""
    asked = _arguments()
    results: dict[str, Rows] = {part: [] for part in asked.parts}
    databases.FOLDER.mkdir(parents=True, exist_ok=True)
    for name in asked.databases:
        opened: AbstractContextManager[Database] = KINDS[name]()
        with opened as database:
            database.manage("migrate", "--verbosity", "0")
            database.manage("createcachetable", "--verbosity", "0")
            measure(database, asked, results)
    for rows in results.values():
        print(as_table(rows) + "\n")
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    content = {"machine": report.machine(), **results}
    asked.output.write_text(json.dumps(content, indent=2) + "\n")
    print(f"Written to {asked.output}")


def measure(
    database: Database, asked: argparse.Namespace, results: dict[str, Rows]
) -> None:
    """Measure the parts that were asked for on one database."""
    if {"votes", "readers"} & set(asked.parts):
        rounds = asked.rounds if "votes" in asked.parts else 0
        paths = _prepare(database, seconds=asked.seconds, rounds=rounds)
        with servers.site(database) as server, worker(database) as worker_pid:
            if "votes" in asked.parts:
                pids = {"web": server.pid, "worker": worker_pid}
                results["votes"] += measure_votes(
                    database, server.address, paths, pids=pids, asked=asked
                )
            if "readers" in asked.parts:
                results["readers"] += measure_readers(
                    database, server.address, paths, seconds=asked.seconds
                )
        _check(_step(database, "verify"))
    if "sizes" in asked.parts:
        for size in asked.sizes:
            results["sizes"].append(measure_size(database, size))


def measure_votes(
    database: Database,
    address: str,
    paths: dict[str, str],
    *,
    pids: dict[str, int],
    asked: argparse.Namespace,
) -> Rows:
    """Post to each place in turn, several times; keep medians and the processor's time."""
    places = (BARE, HOT, SPREAD)
    if database.name == "PostgreSQL":
        pids = {**pids, "database": votes_load.postmaster(database)}
    found: dict[str, list[votes_load.Posted]] = {place: [] for place in places}
    votes_load.post_all(address, paths["met before"], seconds=asked.seconds, pids=pids)
    for turn in range(asked.rounds):
        for place in places:
            file = paths[f"{place} {turn}"]
            found[place].append(
                votes_load.post_all(address, file, seconds=asked.seconds, pids=pids)
            )
            _tell(f"{database.name}: {place}: {found[place][-1].requests:.0f}/s")
    bare = statistics.median(posted.requests for posted in found[BARE])
    rows = [
        {"database": database.name, "what": place, **medians(found[place], bare=bare)}
        for place in places
    ]
    if database.name == "PostgreSQL":
        requests = votes_load.pgbench(database, seconds=asked.seconds)
        what = "pgbench, single-row insert"
        rows.append({"database": database.name, "what": what, "a second": requests})
    return rows


def medians(rounds: list[votes_load.Posted], *, bare: float) -> dict[str, float]:
    """Return answers a second, their share of the bare view's, and the processor's ms."""
    requests = statistics.median(posted.requests for posted in rounds)
    milliseconds = {
        f"{whose} CPU ms": statistics.median(posted.cpu[whose] for posted in rounds)
        for whose in rounds[0].cpu
    }
    return {"a second": requests, "of bare": requests / bare, **milliseconds}


def measure_readers(
    database: Database, address: str, paths: dict[str, str], *, seconds: int
) -> Rows:
    """Read a page as fast as it is answered, without votes and beside so many a second."""
    url = address + paths["page"]
    votes_load.read(url, seconds=2)
    alone = votes_load.read(url, seconds=seconds)
    rows = [{"database": database.name, "votes/s": 0.0, **alone.as_row(alone)}]
    for rate in RATES:
        file = paths[f"rate {rate}"]
        with votes_load.offered(address, file, rate=rate, seconds=seconds) as votes:
            busy = votes_load.read(url, seconds=seconds)
        row = {"votes/s": votes.requests, **busy.as_row(alone)}
        rows.append({"database": database.name, **row, "votes failed": votes.failed})
        _tell(f"{database.name}: readers beside {rate} votes/s: {row}")
    return rows


def measure_size(database: Database, size: int) -> dict[str, Any]:
    """Make, seal, prove, recount, export and verify one ballot of so many entries."""
    ballot = _step(database, "grow", str(size))
    row: dict[str, Any] = {"database": database.name, "entries": size}
    row |= {key: value for key, value in ballot.items() if key != "uuid"}
    for step in ("prove", "recount", "export"):
        row |= _step(database, step, ballot["uuid"])
        _tell(f"{row}")
    return row


@contextmanager
def worker(database: Database) -> Generator[int]:
    """Run a worker beside, so that the sealer is at work while votes come; give its id."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=databases.ROOT,
        env=database.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)


def as_table(rows: Rows) -> str:
    """Return rows as a Markdown table, with the columns of them all."""
    heads = list(dict.fromkeys(key for row in rows for key in row))
    lines = [[_cell(key, row.get(key, "")) for key in heads] for row in rows]
    return report.table(heads, lines)


def _cell(key: str, value: Any) -> str:
    if not isinstance(value, float):
        return str(value)
    if key in ("of bare", "reads lost"):
        return f"{value:.0%}"
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"


def _prepare(database: Database, *, seconds: int, rounds: int) -> dict[str, str]:
    _tell(f"{database.name}: making attempts that wait for their confirmation ...")
    count = MOST_A_SECOND * seconds if database.name == "PostgreSQL" else 500 * seconds
    return _step(database, "prepare", str(count), str(rounds), str(seconds))


def _step(database: Database, *arguments: str) -> dict[str, Any]:
    """Run a step in a process of its own, with Django set up on the database."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.votes_steps", *arguments],
        cwd=databases.ROOT,
        env=database.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(told.stdout.splitlines()[-1])


def _check(told: dict[str, Any]) -> None:
    if any(told.values()):
        sys.exit(f"Votes are missing or differ: {told}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=[10_000, 100_000], help="entries"
    )
    parser.add_argument("--seconds", type=int, default=5, help="a place and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--output", type=Path, default=databases.FOLDER / "votes.json")
    return parser.parse_args()


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
