"""Steps of the benchmark of votes that need Django: each is run in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import votes_load
from benchmarks.databases import FOLDER

if TYPE_CHECKING:
    from medverkan.participation.ballots.models import Ballot

BALLOTS = 1000


def prepare(count: str, rounds: str, seconds: str) -> dict[str, str]:
    """Make ballots and waiting attempts, sealed as far as they came; return files of paths."""
    from django.db import connection
    from django.urls import reverse

    from benchmarks import voting
    from medverkan.foundation import clock
    from medverkan.participation.ballots import secret_links

    at, many, turns = clock.now(), int(count), int(rounds)
    kind = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE bench_row (id {kind} PRIMARY KEY, number bigint NOT NULL)"
        )

    def write(name: str, lines: list[str]) -> str:
        file = FOLDER / f"{name.replace(' ', '-')}.paths"
        file.write_text("\n".join(lines) + "\n")
        return str(file)

    def confirmations(ballot: Ballot, many: int) -> list[str]:
        secrets = voting.waiting_attempts(ballot, many, at=at)
        return [reverse("ballots:confirm", args=[ballot.uuid, one]) for one in secrets]

    hot = voting.new_ballot(at)
    each = max(1, many // BALLOTS) * turns
    ballots = BALLOTS if turns else 0
    spread = [confirmations(voting.new_ballot(at), each) for _ in range(ballots)]
    mixed = [path for row in zip(*spread, strict=True) for path in row]
    paths = {"page": reverse("ballots:number", args=[hot.uuid])}
    for turn in range(turns):
        share = mixed[turn::turns]
        for name, lines in (
            ("bare insert", ["/bare-insert/"] * many * 3),
            ("one hot ballot", confirmations(hot, many)),
            ("a thousand ballots", share),
        ):
            paths[f"{name} {turn}"] = write(f"{name} {turn}", lines)
    # Every process remembers the ballots it has met; one that has run for an hour met all.
    nobodys = [secret_links.new_secret() for _ in range(len(mixed))]
    met = [path.rsplit("/", 2)[0] for path in mixed]
    paths["met before"] = write(
        "met", [f"{path}/{one}/" for path, one in zip(met, nobodys, strict=True)]
    )
    for rate in (28, 280):
        lines = confirmations(hot, rate * 2 * int(seconds))
        paths[f"rate {rate}"] = write(f"rate {rate}", lines)
    voting.seal_all()
    return paths


def verify() -> dict[str, int]:
    """Look whether the hot ballot's votes are all there, and recount it."""
    from benchmarks import voting
    from medverkan.participation.ballots.models import Ballot, Standing
    from medverkan.participation.ballots.queries import count_of
    from medverkan.participation.ballots.recount import recount_ballot

    hot = Ballot.objects.order_by("pk")[0]
    voting.seal(hot)
    stands = Standing.objects.filter(ballot=hot, state="counted").count()
    return {
        "missing": stands - count_of(hot).counted,
        "differences": recount_ballot(hot).difference_count,
    }


def grow(size: str) -> dict[str, Any]:
    """Fill a ballot with so many entries, seal it and publish a head."""
    from benchmarks import voting
    from medverkan.foundation import clock
    from medverkan.participation.ballots import sealer

    at = clock.now()
    ballot = voting.new_ballot(at)
    voting.counted_votes(ballot, int(size) // 2, at=at)
    figures: dict[str, Any] = {"uuid": str(ballot.uuid)}
    started = _cpu_seconds()
    with _clocked(figures, "seal s"):
        voting.seal(ballot)
    figures["seal CPU s"] = _cpu_seconds() - started
    sealer.publish(ballot, at=at)
    return figures


def prove(uuid: str) -> dict[str, float]:
    """Make proofs at a hundred places, and count."""
    from medverkan.participation.ballots.queries import (
        consistency,
        count_of,
        inclusion,
        last_head,
    )

    ballot = _ballot(uuid)
    head = last_head(ballot, "internal")
    figures: dict[str, float] = {}
    proof: list[bytes] = []
    started = _cpu_seconds()
    with _clocked(figures, "inclusion ms", factor=10):
        for place in range(100):
            index = place * head.size // 100
            proof = inclusion(ballot, index=index, size=head.size)
    figures["inclusion CPU ms"] = (_cpu_seconds() - started) * 10
    figures["hashes"] = len(proof)
    with _clocked(figures, "consistency ms", factor=100):
        for place in range(1, 11):
            consistency(ballot, old=place * head.size // 11, new=head.size)
    with _clocked(figures, "count ms", factor=100):
        for _ in range(10):
            count_of(ballot)
    return figures


def recount(uuid: str) -> dict[str, float]:
    """Recount, and tell how much more memory that took than the process had before."""
    from medverkan.participation.ballots.recount import recount_ballot

    ballot = _ballot(uuid)
    figures: dict[str, float] = {}
    before = _memory("VmRSS")
    started = _cpu_seconds()
    with _clocked(figures, "recount s"):
        findings = recount_ballot(ballot)
    figures["recount CPU s"] = _cpu_seconds() - started
    figures["recount MB"] = _memory("VmHWM") - before
    figures["differences"] = findings.difference_count
    return figures


def export(uuid: str) -> dict[str, float]:
    """Write the public export, and let the stand-alone verifier read it."""
    from django.core.management import call_command

    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        with _clocked(figures, "export s"):
            call_command("ledger", "export", uuid, folder, stdout=sys.stderr)
        [script] = Path(folder).rglob("verify.py")
        with _clocked(figures, "verifier s"):
            command = ["/usr/bin/env", "time", "-f", "%M", sys.executable, str(script)]
            told = subprocess.run(
                [*command, str(script.parent)],
                check=True,
                capture_output=True,
                text=True,
            )
        figures["verifier MB"] = int(told.stderr.split()[-1]) / 1024
    return figures


def _ballot(uuid: str) -> Ballot:
    from medverkan.participation.ballots.models import Ballot

    return Ballot.objects.get(uuid=uuid)


def _cpu_seconds() -> float:
    """Return the processor's time of this process and of the server's one behind it."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time()
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    return time.process_time() + votes_load.cpu_seconds(backend)


def _memory(name: str) -> float:
    """Return the process's own memory now (VmRSS) or at its peak (VmHWM), in MB."""
    status = Path("/proc/self/status").read_text().split()
    return int(status[status.index(f"{name}:") + 1]) / 1024


@contextmanager
def _clocked(figures: dict[str, Any], name: str, factor: float = 1) -> Generator[None]:
    """Note the time taken, times a factor: 10 for the ms of one in a hundred."""
    started = time.perf_counter()
    yield
    figures[name] = (time.perf_counter() - started) * factor


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    steps = (prepare, verify, grow, prove, recount, export)
    chosen = next(step for step in steps if step.__name__ == sys.argv[1])
    print(json.dumps(chosen(*sys.argv[2:])))
