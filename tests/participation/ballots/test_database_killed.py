"""The database itself is killed in the middle of a burst, and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from medverkan.participation.ballots.models import Ballot
from tests.factories.ballots import BallotFactory, begin

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
SCRIPT = Path(django_settings.ROOT) / "scripts" / "postgresql"
VOTERS = 3


@pytest.fixture
def server() -> Iterator[Path]:
    """A PostgreSQL server of this test's own; its folder."""
    started = subprocess.run([SCRIPT, "start"], capture_output=True, text=True)
    if started.returncode:
        pytest.skip("PostgreSQL's server programs are not installed")
    folder = Path(started.stdout.strip())
    yield folder
    subprocess.run([SCRIPT, "stop", str(folder)], check=True)


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.participation.ballots.voters", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={
            **os.environ,
            "DATABASE_URL": (folder / "url").read_text().strip(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "LEDGER_MEMORY_ROOT": str(django_settings.LEDGER_MEMORY_ROOT),
        },
        cwd=django_settings.ROOT,
    )


def move_database_to(folder: Path) -> None:
    given = connection.settings_dict
    where = ["-h", given["HOST"], "-p", str(given["PORT"]), "-U", given["USER"]]
    dumped = subprocess.run(
        ["pg_dump", *where, given["NAME"]], capture_output=True, check=True
    )
    url = (folder / "url").read_text().strip()
    subprocess.run(
        ["psql", "-q", url], input=dumped.stdout, check=True, stdout=subprocess.DEVNULL
    )


def kill_and_start_again(folder: Path) -> None:
    pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    command = (folder / "data" / "postmaster.opts").read_text().strip()
    as_owner = ["su", "postgres", "-s", "/bin/bash", "-c"]
    shell = as_owner if os.geteuid() == 0 else ["bash", "-c"]
    url = (folder / "url").read_text().strip()
    for _ in range(20):
        # Refused as long as a process of the killed server holds on to its memory.
        again = f"{command} >> {folder}/data/again 2>&1 < /dev/null &"
        subprocess.run([*shell, again], check=True, cwd="/tmp")
        time.sleep(2)
        asked = subprocess.run(["psql", "-qc", "SELECT 1", url], capture_output=True)
        if asked.returncode == 0:
            return
    pytest.fail((folder / "data" / "again").read_text())


class TestKillingTheDatabase:
    def test_loses_no_acknowledged_vote_and_counts_none_twice(self, server):
        ballot: Ballot = BallotFactory()
        secrets = [begin(ballot, f"person{n}").secret for n in range(150)]
        move_database_to(server)
        voters = [start(server, "confirm", str(ballot.uuid)) for _ in range(VOTERS)]
        for n, voter in enumerate(voters):
            voter.stdin.write("".join(f"{one}\n" for one in secrets[n::VOTERS]))
            voter.stdin.close()

        told = [voters[0].stdout.readline() for _ in range(5)]
        kill_and_start_again(server)
        for voter in voters:
            with voter.stdout as output:
                told += output.readlines()
            voter.wait(timeout=60)
        acknowledged = {line.split()[1] for line in told if line.endswith("\n")}

        checked = start(server, "report", str(ballot.uuid)).communicate(
            "".join(f"{secret}\n" for secret in secrets)
        )[0]
        counted, differences, *numbers = checked.split()
        assert acknowledged <= set(numbers)
        assert int(counted) == len(numbers)
        assert int(differences) == 0
