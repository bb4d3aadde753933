from __future__ import annotations

import datetime as dt

import pytest

from medverkan.participation.ballots import operations, spool, tasks
from medverkan.participation.ballots.queries import count_of
from tests.factories.ballots import AT, BallotFactory, begin

pytestmark = pytest.mark.django_db


def keep(ballot, begun, at=AT) -> None:
    spool.keep(ballot=ballot.uuid, secret=begun.secret, at=at)


class TestSpool:
    def test_is_drained_exactly_once(self):
        ballot = BallotFactory()
        keep(ballot, begin(ballot))

        assert [spool.drain(), spool.drain()] == [1, 0]
        assert count_of(ballot).counted == 1

    def test_holds_a_confirmation_once_however_often_it_was_pressed(self):
        ballot = BallotFactory()
        begun = begin(ballot)
        for minute in range(3):
            keep(ballot, begun, AT + dt.timedelta(minutes=minute))

        assert [spooled.at for spooled in spool.waiting()] == [AT]

    def test_is_drained_to_the_same_outcome_after_a_crash(self):
        ballot = BallotFactory()
        begun = begin(ballot)
        operations.confirm(ballot=ballot, secret=begun.secret, at=AT)
        keep(ballot, begun)

        spool.drain()

        assert (count_of(ballot).received, count_of(ballot).counted) == (1, 1)

    def test_counts_what_was_pressed_in_time_though_drained_late(self):
        ballot = BallotFactory()
        begun = begin(ballot)
        keep(ballot, begun, AT + dt.timedelta(hours=47))

        tasks.run_expiry(AT + dt.timedelta(hours=60))

        assert (count_of(ballot).counted, count_of(ballot).expired) == (1, 0)

    def test_keeps_no_secret_and_no_address(self, settings):
        ballot = BallotFactory()
        begun = begin(ballot)
        keep(ballot, begun)

        (file,) = settings.LEDGER_SPOOL_ROOT.iterdir()
        assert begun.secret not in file.read_text() + file.name
        assert "@" not in file.read_text()

    def test_leaves_half_written_files_alone(self, settings):
        settings.LEDGER_SPOOL_ROOT.mkdir()
        (settings.LEDGER_SPOOL_ROOT / "x.confirmation").write_text("{")

        assert spool.drain() == 0

    def test_forgets_what_belongs_to_no_ballot(self, settings):
        ballot = BallotFactory()
        begun = begin(ballot)
        ballot.uuid = "0" * 32
        spool.keep(ballot=begun.attempt.number, secret=begun.secret, at=AT)

        assert spool.drain() == 1
        assert list(settings.LEDGER_SPOOL_ROOT.iterdir()) == []
