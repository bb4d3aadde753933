"""Several processes at once on a real database, and some of them killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from medverkan.participation.ballots import operations
from medverkan.participation.ballots.models import Ballot, Unsealed
from medverkan.participation.ballots.queries import count_of, kinds_of
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.ballots.schemes import Scheme
from medverkan.participation.ballots.states import AttemptState, replay
from tests.factories.ballots import AT, BallotFactory, begin, seal

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES = 4


def start(*arguments: str, secrets: list[str] | None = None) -> subprocess.Popen[str]:
    """Start a process that votes on the database of this test."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.participation.ballots.voters", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "DATABASE_URL": address(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "LEDGER_MEMORY_ROOT": str(django_settings.LEDGER_MEMORY_ROOT),
        },
        cwd=django_settings.ROOT,
    )
    if secrets is not None:
        process.stdin.write("".join(f"{secret}\n" for secret in secrets))
    process.stdin.close()
    return process


def address() -> str:
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(str(given['NAME'])).absolute()}"
    host, port = given["HOST"] or "127.0.0.1", given["PORT"] or 5432
    return f"postgres://{given['USER']}@{host}:{port}/{given['NAME']}"


def acknowledged(processes: list[subprocess.Popen[str]]) -> list[list[str]]:
    """Wait for the processes and return what they printed: result and number."""
    lines = []
    for process in processes:
        with process.stdout as output:
            lines += [line.split() for line in output]
        process.wait(timeout=120)
    return [line for line in lines if len(line) == 2]


def shares(secrets: list[str]) -> list[list[str]]:
    return [secrets[n::PROCESSES] for n in range(PROCESSES)]


class TestOnePerson:
    def test_counts_once_of_200_attempts_at_once(self):
        ballot = BallotFactory()
        secrets = [begin(ballot).secret for _ in range(200)]

        told = acknowledged(
            [
                start("confirm", str(ballot.uuid), secrets=share)
                for share in shares(secrets)
            ]
        )

        assert Counter(result for result, _ in told) == {"counted": 1, "repeated": 199}
        assert count_of(ballot).counted == 1
        assert recount_ballot(ballot).differences == []


class TestTwoThousandPersons:
    def test_count_two_thousand_while_the_sealer_works(self):
        ballot = BallotFactory(scheme=Scheme.PERSON, threshold=1500)
        sealer = start("seal", str(ballot.uuid))
        step = 2000 // PROCESSES

        voters = [
            start("persons", str(ballot.uuid), str(n * step), str(step))
            for n in range(PROCESSES)
        ]
        told = acknowledged(voters)
        sealer.kill()
        acknowledged([sealer])

        assert Counter(result for result, _ in told) == {"counted": 2000}
        assert count_of(ballot).counted == 2000
        while Unsealed.objects.exists():
            seal(ballot)
        assert recount_ballot(ballot).differences == []
        assert list(ballot.thresholds_reached.values_list("threshold")) == [(1500,)]


class TestKill9:
    def test_loses_no_acknowledged_vote_and_counts_none_twice(self):
        ballot = BallotFactory()
        secrets = [begin(ballot, f"person{n}").secret for n in range(120)]
        # Every secret goes to two processes, so that some are confirmed twice at once.
        voters = [
            start("confirm", str(ballot.uuid), secrets=secrets[n % 2 :: 2])
            for n in range(PROCESSES)
        ]

        told = [voters[0].stdout.readline().split() for _ in range(10)]
        voters[0].kill()
        voters[1].kill()
        told += acknowledged(voters)

        self.check(ballot, told)
        for secret in secrets:
            operations.confirm(ballot=ballot, secret=secret, at=AT)
        assert count_of(ballot).counted == 120

    def check(self, ballot: Ballot, told: list[list[str]]) -> None:
        for result, number in told:
            assert result == "counted"
            kinds = kinds_of(ballot_id=ballot.pk, number=number)
            assert replay(kinds) is AttemptState.COUNTED
        assert count_of(ballot).counted >= len({number for _, number in told})
        assert recount_ballot(ballot).differences == []

    def test_of_the_sealer_leaves_a_whole_tree(self):
        ballot = BallotFactory(scheme=Scheme.PERSON)
        for first in (0, 100, 200):
            voters = start("persons", str(ballot.uuid), str(first), "100")
            sealer = start("seal", str(ballot.uuid))
            sealer.stdout.readline()
            sealer.kill()
            acknowledged([sealer, voters])

        while Unsealed.objects.exists():
            assert seal(ballot) is not None
        assert count_of(ballot).counted == 300
        assert recount_ballot(ballot).differences == []
