"""
A process that votes: run by the concurrency tests, several at once, and killed by some.

`python -m tests.participation.ballots.voters confirm BALLOT` reads secrets, one a line, and
prints each number once it is acknowledged; `persons BALLOT FIRST COUNT` votes with e-ID;
`seal BALLOT` seals until it is stopped; `report BALLOT` prints how many count, the
differences that recount finds, and the number of each vote that counts.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator

import django

django.setup()

from medverkan.foundation import clock
from medverkan.participation.ballots import operations, tasks
from medverkan.participation.ballots.models import Ballot, Standing
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.ballots.schemes import Scheme, Tag
from tests.factories.ballots import AT


def confirm(ballot: Ballot) -> Iterator[operations.Outcome]:
    for line in sys.stdin:
        yield operations.confirm(ballot=ballot, secret=line.strip(), at=AT)


def persons(ballot: Ballot, first: str, count: str) -> Iterator[operations.Outcome]:
    for n in range(int(first), int(first) + int(count)):
        value = hashlib.sha256(str(n).encode()).digest()
        tag = Tag(scheme=Scheme.PERSON, value=value)
        yield operations.vote_with_eid(ballot=ballot, tag=tag, at=AT)


def seal(ballot: Ballot) -> Iterator[operations.Outcome]:
    while True:
        if tasks.seal_and_note(ballot, at=clock.now()):
            yield operations.Outcome(operations.Result.COUNTED, ballot.uuid)


def report(ballot: Ballot) -> None:
    stands = Standing.objects.filter(ballot=ballot, state="counted").order_by("pk")
    numbers = [number.hex for number in stands.values_list("number", flat=True)]
    differences = recount_ballot(ballot).difference_count
    told = [count_of(ballot).counted, differences, *numbers]
    sys.stdout.write(" ".join(str(one) for one in told))


if __name__ == "__main__":
    _, action, uuid, *rest = sys.argv
    if action == "report":
        report(Ballot.objects.get(uuid=uuid))
        sys.exit()
    chosen = {"confirm": confirm, "persons": persons, "seal": seal}[action]
    for outcome in chosen(Ballot.objects.get(uuid=uuid), *rest):
        sys.stdout.write(f"{outcome.result} {outcome.number.hex}\n")
        sys.stdout.flush()
