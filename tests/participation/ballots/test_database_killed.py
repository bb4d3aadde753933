"""The database, or a web process, is killed in the middle of a burst."""

from __future__ import annotations

import datetime as dt
import http.client
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from medverkan.foundation import clock
from medverkan.participation.ballots.models import Ballot
from tests.factories.ballots import BallotFactory, begin
from tests.participation.ballots import servers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
VOTERS = 3
MONTH = dt.timedelta(days=30)


@pytest.fixture
def server() -> Iterator[Path]:
    """A PostgreSQL server of this test's own; its folder."""
    with servers.running() as folder:
        yield folder


def check(server: Path, ballot: Ballot, secrets: list[str]) -> tuple[int, set[str]]:
    """Confirm all in a fresh process; return how many count, and the numbers before that."""
    told = servers.start(server, "report", str(ballot.uuid)).communicate()[0]
    counted, differences, *numbers = told.split()
    assert int(counted) == len(numbers) == len(set(numbers))
    assert int(differences) == 0
    again = servers.start(server, "confirm", str(ballot.uuid))
    again.communicate("".join(f"{secret}\n" for secret in secrets))
    told = servers.start(server, "report", str(ballot.uuid)).communicate()[0]
    assert told.split()[1] == "0"
    return int(told.split()[0]), set(numbers)


class TestKillingTheDatabase:
    def test_loses_no_acknowledged_vote_and_counts_none_twice(self, server):
        ballot: Ballot = BallotFactory()
        secrets = [begin(ballot, f"person{n}").secret for n in range(150)]
        servers.move_database_to(server)
        voters = [
            servers.start(server, "confirm", str(ballot.uuid)) for _ in range(VOTERS)
        ]
        for n, voter in enumerate(voters):
            voter.stdin.write("".join(f"{one}\n" for one in secrets[n::VOTERS]))
            voter.stdin.close()

        told = [voters[0].stdout.readline() for _ in range(5)]
        servers.kill(server)
        servers.start_again(server)
        for voter in voters:
            with voter.stdout as output:
                told += output.readlines()
            voter.wait(timeout=60)
        acknowledged = {line.split()[1] for line in told if line.endswith("\n")}

        counted, before = check(server, ballot, secrets)
        assert acknowledged <= before
        assert 5 <= len(before) < 150
        assert counted == 150


def link(ballot: Ballot, secret: str) -> str:
    return reverse("ballots:confirm", args=[ballot.uuid, secret])


class TestKillingAWebProcess:
    def test_loses_no_acknowledged_vote_and_counts_none_twice(self, server):
        ballot: Ballot = BallotFactory(
            opens_at=clock.now(), closes_at=clock.now() + MONTH
        )
        begun = [begin(ballot, f"person{n}", clock.now()) for n in range(200)]
        secrets = [one.secret for one in begun]
        servers.move_database_to(server)
        with servers.web(server) as (port, workers):

            def press(n: int) -> int:
                if n == 40:
                    os.kill(workers[0], signal.SIGKILL)
                try:
                    return servers.ask(port, "POST", link(ballot, secrets[n]))[0]
                except (OSError, http.client.HTTPException):
                    return 0

            with ThreadPoolExecutor(8) as many:
                answers = list(many.map(press, range(200)))

        acknowledged = {
            one.attempt.number.hex
            for one, status in zip(begun, answers, strict=True)
            if status == 302
        }
        counted, before = check(server, ballot, secrets)
        assert len(workers) == 2
        assert acknowledged
        assert acknowledged <= before
        assert counted == 200


class TestWithoutADatabase:
    def test_pages_are_honest_and_confirmations_wait_on_disk(self, server):
        ballot: Ballot = BallotFactory(
            opens_at=clock.now(), closes_at=clock.now() + MONTH
        )
        secrets = [begin(ballot, f"person{n}", clock.now()).secret for n in range(12)]
        servers.move_database_to(server)
        number = reverse("ballots:number", args=[ballot.uuid])
        with servers.web(server) as (port, _workers):
            assert servers.ask(port, "GET", number)[0] == 200
            assert servers.ask(port, "POST", link(ballot, secrets[0]))[0] == 302
            servers.kill(server)

            status, page = servers.ask(port, "GET", number)
            assert (status, "Försök igen om en stund" in page) == (503, True)
            vote = reverse("ballots:vote", args=[ballot.uuid])
            assert servers.ask(port, "POST", vote)[0] == 503
            # Pressed twice, and one that was counted before.
            pressed = [*secrets, *secrets[:6]]
            kept = [servers.ask(port, "POST", link(ballot, one)) for one in pressed]
            assert Counter(status for status, _ in kept) == {202: 18}
            assert "Din bekräftelse är sparad" in kept[0][1]
            assert len(list(spooled())) == 12

            servers.start_again(server)
            assert servers.ask(port, "GET", number)[0] == 200

        for _ in range(2):
            drain(server)
        assert not list(spooled())
        counted, before = check(server, ballot, secrets)
        assert (counted, len(before)) == (12, 12)


def spooled() -> Iterator[Path]:
    return Path(django_settings.LEDGER_SPOOL_ROOT).glob("*.confirmation")


def drain(server: Path) -> None:
    """Let a worker of its own drain what waits on disk."""
    command = "from medverkan.participation.ballots import spool; spool.drain()"
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", command],
        cwd=django_settings.ROOT,
        env=servers.environment(server),
        check=True,
    )
