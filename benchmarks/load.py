"""Requests a second and how long they take, measured with wrk."""

from __future__ import annotations

import re
import statistics
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

CONNECTIONS = 16
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """What a page stood: requests a second, median and 99th percentile in ms."""

    requests: float
    p50: float
    p99: float


class Refused(Exception):
    """The page answered with something else than 200."""


def measure(url: str, *, seconds: int) -> Load:
    """
    Ask for the address as fast as it is answered, over 16 connections.

    :raises Refused: not every answer was 200
    """
    command = [
        "wrk", "--threads", "2", "--connections", str(CONNECTIONS),
        "--duration", f"{seconds}s", "--timeout", "30s", "--latency", url,
    ]  # fmt: skip
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise Refused(f"{url}\n{output}")
    [requests] = re.findall(r"Requests/sec:\s+([\d.]+)", output)
    return Load(float(requests), _percentile(output, 50), _percentile(output, 99))


def median_of(rounds: Iterable[Load]) -> Load:
    """Return the median of each figure."""
    found = list(rounds)
    return Load(
        requests=statistics.median(load.requests for load in found),
        p50=statistics.median(load.p50 for load in found),
        p99=statistics.median(load.p99 for load in found),
    )


def _percentile(output: str, percent: int) -> float:
    [(number, unit)] = re.findall(
        rf"^\s+{percent}%\s+([\d.]+)(\w+)\s*$", output, re.MULTILINE
    )
    return float(number) * UNITS[unit]
