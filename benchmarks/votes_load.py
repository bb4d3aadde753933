"""Posting votes and reading pages with wrk, and what that costs the processor."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.databases import FOLDER, Database
from benchmarks.load import CONNECTIONS, UNITS

TICKS = os.sysconf("SC_CLK_TCK")
# Each thread takes every so manieth line of the file, a path and perhaps the body of a
# form after a space, and stops at its end. With a rate,
# a request is sent when it is due, however long the answers before it took.
SCRIPT = """
local ffi = require("ffi")
ffi.cdef[[
  typedef struct { long seconds; long microseconds; } moment;
  int gettimeofday(moment *now, void *zone);
]]
local moment = ffi.new("moment")
local function now()
  ffi.C.gettimeofday(moment, nil)
  return tonumber(moment.seconds) * 1000 + tonumber(moment.microseconds) / 1000
end
local count = 0
function setup(thread) thread:set("id", count); count = count + 1 end
function init(args)
  paths, place = {}, 0
  threads, rate, due = tonumber(args[2]), tonumber(args[3]), now()
  local line = 0
  for path in io.lines(args[1]) do
    if line % threads == id then paths[#paths + 1] = path end
    line = line + 1
  end
end
function request()
  place = place + 1
  if place > #paths then wrk.thread:stop(); place = 1 end
  local path, body = paths[place]:match("^(%S+)%s?(.*)$")
  if body == "" then return wrk.format("POST", path, {["Content-Length"] = "0"}) end
  return wrk.format("POST", path, {["Content-Type"] = "application/x-www-form-urlencoded"}, body)
end
"""
DELAY = """
function delay()
  due = due + 1000 / rate
  return math.max(0, math.floor(due - now()))
end
"""
PGBENCH = """
\\set n random(1, 1000000000)
INSERT INTO bench_row (number) VALUES (:n);
"""


@dataclass(frozen=True)
class Posted:
    """Answers a second, how many failed, and the processor's ms for each, by whose they are."""

    requests: float
    failed: int = 0
    cpu: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """Pages a second, the 99th percentile and the longest wait in ms, and failures."""

    requests: float
    p99: float
    longest: float
    failed: int

    def as_row(self, alone: Read) -> dict[str, Any]:
        """Return the columns of the table, beside what readers get when they are alone."""
        return {
            "pages/s": self.requests,
            "reads lost": 1 - self.requests / alone.requests,
            "p99 ms": self.p99,
            "longest ms": self.longest,
            "reads failed": self.failed,
        }


def post_all(address: str, file: str, *, seconds: int, pids: dict[str, int]) -> Posted:
    """
    Post to the paths of a file over 16 connections, as fast as they are answered.

    :raises RuntimeError: an answer was an error
    """
    before = {whose: cpu_seconds(pid) for whose, pid in pids.items()}
    output = _wrk(address, file, seconds=seconds, threads=2, connections=CONNECTIONS)
    requests, answers = _requests(output), _answers(output)
    if _failed(output):
        raise RuntimeError(f"{file}\n{output}")
    cpu = {
        whose: (cpu_seconds(pid) - before[whose]) / answers * 1000
        for whose, pid in pids.items()
    }
    return Posted(requests, cpu=cpu)


@dataclass
class Offered:
    """Votes that came beside: how many a second were answered, and how many failed."""

    requests: float = 0
    failed: int = 0


@contextmanager
def offered(address: str, file: str, *, rate: int, seconds: int) -> Generator[Offered]:
    """
    Post at this rate meanwhile; what came of it is known once it has ended.

    A connection waits for its answer before it sends again, so that there is one for each
    vote of a second: the rate is offered as long as answers take less than a second.
    """
    told = Offered()
    connections = max(CONNECTIONS, rate)
    command = _command(
        address, file, seconds=seconds, threads=1, connections=connections, rate=rate
    )
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield told
    finally:
        output, _ = process.communicate(timeout=seconds + 60)
        told.requests, told.failed = _requests(output), _failed(output)


def read(url: str, *, seconds: int) -> Read:
    """Ask for a page as fast as it is answered, over 16 connections."""
    command = [
        "wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration",
        f"{seconds}s", "--timeout", "30s", "--latency", url,
    ]  # fmt: skip
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    [(p99, p99_unit)] = re.findall(r"99%\s+([\d.]+)(\w+)", output)
    [(longest, unit)] = re.findall(r"Latency +\S+ +\S+ +([\d.]+)(us|ms|s|m)\s", output)
    return Read(
        requests=_requests(output),
        p99=float(p99) * UNITS[p99_unit],
        longest=float(longest) * UNITS[unit],
        failed=_failed(output),
    )


def pgbench(database: Database, *, seconds: int) -> float:
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


def postmaster(database: Database) -> int:
    """Return the process id of the PostgreSQL server."""
    asked = ["psql", "-Atc", "SELECT pg_read_file('postmaster.pid')"]
    told = subprocess.run(
        [*asked, database.environment["DATABASE_URL"]],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(told.stdout.split()[0])


def cpu_seconds(pid: int) -> float:
    """Return the processor's time of a process and all that it started, ended ones too."""
    total = 0.0
    with suppress(FileNotFoundError, ProcessLookupError):
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total = sum(int(ticks) for ticks in stat[11:15]) / TICKS
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                total += cpu_seconds(int(child))
    return total


def _wrk(address: str, file: str, **options: int) -> str:
    command = _command(address, file, **options)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _command(
    address: str,
    file: str,
    *,
    seconds: int,
    threads: int,
    connections: int,
    rate: int | None = None,
) -> list[str]:
    script = FOLDER / ("posts.lua" if rate is None else "offered.lua")
    script.write_text(SCRIPT if rate is None else SCRIPT + DELAY)
    return [
        "wrk", "--threads", str(threads), "--connections", str(connections),
        "--duration", f"{seconds}s", "--timeout", "30s", "--script", str(script),
        address, "--", file, str(threads), str(rate or 0),
    ]  # fmt: skip


def _requests(output: str) -> float:
    [requests] = re.findall(r"Requests/sec:\s+([\d.]+)", output)
    return float(requests)


def _answers(output: str) -> int:
    [answers] = re.findall(r"(\d+) requests in", output)
    return int(answers)


def _failed(output: str) -> int:
    refused = re.findall(r"Non-2xx or 3xx responses: (\d+)", output)
    broken = re.findall(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output
    )
    return sum(int(n) for n in [*refused, *(n for four in broken for n in four)])
