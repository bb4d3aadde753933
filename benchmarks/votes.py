"""
Votes a second beside a bare insert, what readers notice, and what proof and recount cost.

`python -m benchmarks.votes` measures on a database of its own; in one run and on the same
server: a bare view that inserts one row, confirmations on one hot ballot and spread over a
thousand, and pgbench's insert of one row (PostgreSQL). Sizes are numbers of entries.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from benchmarks import databases, report, servers
from benchmarks.load import CONNECTIONS, measure

KINDS = {
    "sqlite": databases.sqlite,
    "postgresql": partial(databases.postgresql, is_durable=True),
}
FOLDER = databases.FOLDER
# Each thread of wrk takes every other line of the file, and stops at its end.
SCRIPT = """
local count = 0
function setup(thread) thread:set("id", count); count = count + 1 end
function init(args)
  paths, place = {}, 0
  local line = 0
  for path in io.lines(args[1]) do
    if line % 2 == id then paths[#paths + 1] = path end
    line = line + 1
  end
end
function request()
  place = place + 1
  if place > #paths then wrk.thread:stop(); place = 1 end
  return wrk.format("POST", paths[place], {["Content-Length"] = "0"})
end
"""
PGBENCH = """
\\set n random(1, 1000000000)
INSERT INTO bench_row (number) VALUES (:n);
"""


def main() -> None:
    """Measure what was asked for, print a table and write JSON."""
    asked = _arguments()
    figures: dict[str, float] = {}
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in asked.databases:
        opened: AbstractContextManager[databases.Database] = KINDS[name]()
        with opened as database:
            database.manage("migrate", "--verbosity", "0")
            database.manage("createcachetable", "--verbosity", "0")
            if not asked.only_sizes:
                measure_votes(database, figures, seconds=asked.seconds)
            measure_sizes(database, figures, sizes=asked.sizes)
    print(
        report.table(["figure", "value"], [(k, f"{v:.2f}") for k, v in figures.items()])
    )
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text(json.dumps(figures, indent=2) + "\n")


def measure_votes(
    database: databases.Database, figures: dict[str, float], *, seconds: int
) -> None:
    """Votes a second, alone and with the sealer at work, beside the bare insert."""
    paths = _run(database, "prepare", str(seconds))
    name = database.name
    with servers.site(database) as server, worker(database):
        for place in (
            "bare insert",
            "one ballot",
            "a thousand ballots",
            "bare insert ",
        ):
            file = paths[place.strip()]
            figures[f"{name}: {place} a second"] = posts(server.address, file, seconds)
        bare = max(
            figures[f"{name}: bare insert a second"],
            figures[f"{name}: bare insert  a second"],
        )
        for place in ("one ballot", "a thousand ballots"):
            share = figures[f"{name}: {place} a second"] / bare
            figures[f"{name}: {place}, share of bare insert"] = share
        _measure_readers(name, server.address, paths, figures, seconds=seconds)
    if name == "PostgreSQL":
        figures["pgbench: single-row insert a second"] = pgbench(database, seconds)
    told = _run(database, "verify")
    figures[f"{name}: acknowledged votes that are missing"] = told["missing"]
    figures[f"{name}: differences found by recount"] = told["differences"]


def posts(address: str, file: str, seconds: int) -> float:
    """Post to every path of a file over 16 connections; return answers a second."""
    script = FOLDER / "posts.lua"
    script.write_text(SCRIPT)
    command = [
        "wrk", "--threads", "2", "--connections", str(CONNECTIONS), "--duration",
        f"{seconds}s", "--timeout", "30s", "--script", str(script), address, "--", file,
    ]  # fmt: skip
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output:
        raise RuntimeError(f"{file}\n{output}")
    [answers] = re.findall(r"Requests/sec:\s+([\d.]+)", output)
    return float(answers)


def _measure_readers(
    name: str,
    address: str,
    paths: dict[str, str],
    figures: dict[str, float],
    *,
    seconds: int,
) -> None:
    """What page reads lose while 28 and 280 votes a second are offered."""
    print(json.dumps(figures), file=sys.stderr)
    alone = measure(address + paths["page"], seconds=seconds)
    figures[f"{name}: page reads a second, no votes"] = alone.requests
    for rate in (28, 280):
        with offered(address, paths[f"rate {rate}"], rate=rate):
            busy = measure(address + paths["page"], seconds=seconds)
        figures[f"{name}: page reads lost at {rate} votes/s"] = (
            1 - busy.requests / alone.requests
        )
        figures[f"{name}: page p99 ms at {rate} votes/s"] = busy.p99


@contextmanager
def offered(address: str, file: str, *, rate: int) -> Generator[None]:
    """Post at this rate meanwhile, from four threads."""
    lines = iter(Path(file).read_text().split())
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            due = time.monotonic() + 4 / rate
            path = next(lines, None)
            if path is None:
                return
            request = urllib.request.Request(address + path, data=b"", method="POST")
            opener.open(request, timeout=30).read()
            stop.wait(max(0.0, due - time.monotonic()))

    opener = urllib.request.build_opener(_Stay)
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow to the receipt: that is another request."""

    def http_error_302(self, req, fp, code, msg, headers):  # noqa: ANN001, ANN202 - the base class's
        return fp


@contextmanager
def worker(database: databases.Database) -> Generator[None]:
    """Run a worker beside: the sealer is at work while votes come."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=databases.ROOT,
        env=database.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def pgbench(database: databases.Database, seconds: int) -> float:
    """Return pgbench's single-row inserts a second on the same database."""
    script = FOLDER / "insert.sql"
    script.write_text(PGBENCH)
    command = [
        "pgbench", "-n", "-c", "8", "-j", "2", "-T", str(seconds), "-f", str(script),
        database.environment["DATABASE_URL"],
    ]  # fmt: skip
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    [answers] = re.findall(r"tps = ([\d.]+)", output)
    return float(answers)


def measure_sizes(
    database: databases.Database, figures: dict[str, float], *, sizes: list[int]
) -> None:
    """Seconds and memory of sealing, proving and recounting so many entries."""
    for size in sizes:
        told = _run(database, "grow", str(size))
        for what, value in told.items():
            figures[f"{database.name}: {what}, {size} entries"] = value


def _run(database: databases.Database, *arguments: str) -> dict:
    """Run a step in a process of its own, with Django set up on the database."""
    command = [sys.executable, "-m", "benchmarks.votes", "--step", *arguments]
    told = subprocess.run(
        command,
        cwd=databases.ROOT,
        env=database.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(told.stdout.splitlines()[-1])


def prepare(seconds: str) -> dict[str, str]:
    """Make ballots and waiting attempts; return files of addresses to post to."""
    from django.db import connection
    from django.urls import reverse

    from benchmarks import voting
    from medverkan.foundation import clock

    at, count = clock.now(), 1500 * int(seconds)
    kind = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE bench_row (id {kind} PRIMARY KEY, number bigint NOT NULL)"
        )

    def write(name: str, lines: list[str]) -> str:
        file = FOLDER / f"{name}.paths"
        file.write_text("\n".join(lines) + "\n")
        return str(file)

    def confirmations(ballot: object, many: int) -> list[str]:
        secrets = voting.waiting_attempts(ballot, many, at=at)
        return [reverse("ballots:confirm", args=[ballot.uuid, one]) for one in secrets]

    hot = voting.new_ballot(at)
    spread = [confirmations(voting.new_ballot(at), count // 1000) for _ in range(1000)]
    return {
        "bare insert": write("bare", ["/bare-insert/"] * count * 3),
        "one ballot": write("hot", confirmations(hot, count)),
        "a thousand ballots": write(
            "spread", [path for row in zip(*spread, strict=True) for path in row]
        ),
        "rate 28": write("rate28", confirmations(hot, 28 * 2 * int(seconds))),
        "rate 280": write("rate280", confirmations(hot, 280 * 2 * int(seconds))),
        "page": reverse("ballots:number", args=[hot.uuid]),
    }


def verify() -> dict[str, int]:
    """Look whether every ballot's votes are there, and recount."""
    from medverkan.foundation import clock
    from medverkan.participation.ballots import tasks
    from medverkan.participation.ballots.models import Ballot, Standing
    from medverkan.participation.ballots.queries import count_of
    from medverkan.participation.ballots.recount import recount_ballot

    hot = Ballot.objects.order_by("pk")[0]
    while tasks.seal_and_note(hot, at=clock.now()):
        continue
    stands = Standing.objects.filter(ballot=hot, state="counted").count()
    return {
        "missing": stands - count_of(hot).counted,
        "differences": recount_ballot(hot).difference_count,
    }


def grow(size: str) -> dict[str, float]:
    """Fill a ballot, seal it, prove and recount it."""
    from benchmarks import voting
    from medverkan.foundation import clock
    from medverkan.participation.ballots import tasks
    from medverkan.participation.ballots.queries import consistency, count_of, inclusion
    from medverkan.participation.ballots.recount import recount_ballot

    at, entries = clock.now(), int(size)
    ballot = voting.new_ballot(at)
    voting.counted_votes(ballot, entries // 2, at=at)
    figures = {}
    with _clocked(figures, "seconds to seal"):
        while tasks.seal_and_note(ballot, at=at):
            continue
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with _clocked(figures, "ms for an inclusion proof", factor=10):
        for place in range(100):
            proof = inclusion(ballot, index=place * entries // 100, size=entries)
    figures["hashes in an inclusion proof"] = len(proof)
    with _clocked(figures, "ms for a consistency proof", factor=100):
        for place in range(1, 11):
            consistency(ballot, old=place * entries // 11, new=entries)
    with _clocked(figures, "ms for the count", factor=100):
        for _ in range(10):
            count_of(ballot)
    with _clocked(figures, "seconds to recount"):
        findings = recount_ballot(ballot)
    figures["differences"] = findings.difference_count
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures["MB more at the peak of the recount"] = (after - before) / 1024
    return figures


@contextmanager
def _clocked(
    figures: dict[str, float], name: str, factor: float = 1
) -> Generator[None]:
    """Note the time taken, times a factor: 10 for the ms of one in a hundred."""
    started = time.perf_counter()
    yield
    figures[name] = (time.perf_counter() - started) * factor


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--only-sizes", action="store_true")
    parser.add_argument("--output", type=Path, default=FOLDER / "votes.json")
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
        django.setup()
        _, _, step, *rest = sys.argv
        steps = {"prepare": prepare, "verify": verify, "grow": grow}
        print(json.dumps(steps[step](*rest)))
    else:
        main()
