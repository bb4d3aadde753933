"""Any sequence of what can happen: the sums add up, and every surface says the same."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medverkan.participation.ballots import export, operations, receipts, sealer
from medverkan.participation.ballots.models import Ballot, Match, Standing
from medverkan.participation.ballots.operations import Begun, Result
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.ballots.states import EntryKind
from medverkan.participation.ballots.verifier import verify
from tests.factories.ballots import (
    AT,
    OFFICER,
    BallotFactory,
    begin,
    register_row,
    seal,
    strike,
)

pytestmark = pytest.mark.django_db

ACTIONS = (
    "begin",
    "confirm",
    "confirm_again",
    "withdraw",
    "row",
    "row_with_email",
    "decide_same",
    "decide_other",
    "strike",
    "restore",
    "expire",
    "seal",
)
steps = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.integers(0, 4)), min_size=1, max_size=40
)


class Story:
    """A ballot, and what people do with it one after the other."""

    def __init__(self, ballot: Ballot | None = None) -> None:
        # Open longer than the longest of stories: forty times forty hours.
        self.ballot = ballot or BallotFactory(
            counts_rows_without_email=True, closes_at=AT + dt.timedelta(days=90)
        )
        self.begun: list[Begun] = []
        self.at = AT

    def do(self, action: str, who: int) -> None:
        self.at += dt.timedelta(minutes=7)
        getattr(self, action)(who)

    def begin(self, who: int) -> None:
        self.begun.append(begin(self.ballot, f"person{who}", self.at))

    def confirm(self, who: int) -> None:
        for begun in self.begun[-1 - who :]:
            self.settle(begun)

    confirm_again = confirm

    def settle(self, begun: Begun) -> None:
        operations.confirm(ballot=self.ballot, secret=begun.secret, at=self.at)

    def withdraw(self, who: int) -> None:
        if self.begun:
            begun = self.begun[who % len(self.begun)]
            operations.withdraw(ballot=self.ballot, secret=begun.secret, at=self.at)

    def row(self, who: int) -> None:
        register_row(self.ballot, f"Person {'abcde'[who]}")

    def row_with_email(self, who: int) -> None:
        email = f"person{who}@example.org"
        register_row(self.ballot, f"Person {'abcde'[who]}", email=email)

    def decide_same(self, who: int, is_same: bool = True) -> None:
        match = Match.objects.filter(is_same=None).order_by("pk").first()
        if match:
            operations.decide_match(
                match=match, is_same=is_same, actor=OFFICER, at=self.at
            )

    def decide_other(self, who: int) -> None:
        self.decide_same(who, is_same=False)

    def strike(self, who: int, kind: EntryKind = EntryKind.STRUCK) -> None:
        state = "counted" if kind is EntryKind.STRUCK else "struck"
        found = Standing.objects.filter(state=state).order_by("pk")
        numbers = list(found.values_list("number", flat=True)[: who + 1])
        if numbers:
            strike(self.ballot, numbers, at=self.at, kind=kind)

    def restore(self, who: int) -> None:
        self.strike(who, kind=EntryKind.RESTORED)

    def expire(self, who: int) -> None:
        self.at += dt.timedelta(hours=10 * who)
        operations.expire_due(self.at)

    def seal(self, who: int) -> None:
        seal(self.ballot, at=self.at)


class TestSums:
    @given(steps=steps)
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_are_the_same_on_every_surface_after_any_sequence(self, steps):
        with transaction.atomic():
            story = Story()
            for action, who in steps:
                story.do(action, who)
                count = count_of(story.ballot)
                assert sum(count.states.values()) == count.received
                assert min(count.states.values()) >= 0
            self.check_surfaces(story)
            transaction.set_rollback(True)

    def check_surfaces(self, story: Story) -> None:
        count = count_of(story.ballot)
        stands = Standing.objects.filter(ballot=story.ballot, state="counted")
        assert stands.count() == count.counted
        assert recount_ballot(story.ballot).differences == []
        if not count.received:
            return
        seal(story.ballot, at=story.at)
        sealer.publish(story.ballot, at=story.at)
        assert count_of(story.ballot) == count
        states = {state.value: number for state, number in count.states.items()}
        with tempfile.TemporaryDirectory() as folder:
            export.write(story.ballot, Path(folder))
            ledger = verify.verify(folder)
        assert (ledger.problems, ledger.states()) == ([], states)
        for number in stands.values_list("number", flat=True):
            answer = receipts.check(ballot=story.ballot, text=number.hex)
            assert (answer.result, answer.is_sealed) == (Result.COUNTED, True)
