from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.ballots import keyring, operations
from medverkan.participation.ballots.models import Ballot, VoluntaryAnswer
from medverkan.participation.ballots.operations import NotOver, Rules, Window
from medverkan.participation.ballots.operations.expiry import GRACE
from medverkan.participation.ballots.queries import count_of
from tests.factories.ballots import AT, BallotFactory, begin, vote

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


class TestOpenBallot:
    def test_gives_each_ballot_a_key_of_its_own(self):
        first, second = BallotFactory(), BallotFactory()

        assert keyring.key_of(first) != keyring.key_of(second)

    def test_is_told_in_the_log(self):
        BallotFactory(version=4)

        assert Event.objects.get(name="ballot.opened").data == {"rule_set_version": 4}

    def test_ends_after_it_begins(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            BallotFactory(opens_at=AT, closes_at=AT - HOUR)


class TestEndEarly:
    def test_ends_the_window_and_not_the_confirmations(self):
        ballot = BallotFactory()
        begun = begin(ballot)

        ballot = operations.end_early(ballot=ballot, actor=SYSTEM, at=AT)

        with pytest.raises(operations.BallotClosed):
            begin(ballot, "bo")
        operations.confirm(ballot=ballot, secret=begun.secret, at=AT + HOUR)
        assert count_of(ballot).counted == 1

    def test_is_done_once(self):
        ballot = BallotFactory()
        for _ in range(2):
            operations.end_early(ballot=ballot, actor=SYSTEM, at=AT)

        assert Event.objects.filter(name="ballot.ended_early").count() == 1


class TestExpireDue:
    @pytest.mark.parametrize(("seconds", "expired"), [(-1, 0), (0, 1)])
    def test_waits_an_hour_for_what_was_spooled(self, seconds, expired):
        ballot = BallotFactory()
        begin(ballot)
        at = AT + 48 * HOUR + GRACE + dt.timedelta(seconds=seconds)

        operations.expire_due(at)

        assert count_of(ballot).expired == expired

    def test_is_done_once(self):
        ballot = BallotFactory()
        begin(ballot)
        late = AT + 60 * HOUR

        assert [operations.expire_due(late), operations.expire_due(late)] == [1, 0]

    def test_leaves_what_was_confirmed(self):
        ballot = BallotFactory()
        vote(ballot)

        operations.expire_due(AT + 60 * HOUR)

        assert (count_of(ballot).counted, count_of(ballot).expired) == (1, 0)


class TestClose:
    def test_waits_for_the_last_confirmation_day(self):
        ballot = BallotFactory()

        with pytest.raises(NotOver):
            operations.close(ballot=ballot, at=ballot.last_confirmation_at - HOUR)

    def test_waits_for_every_outcome(self):
        ballot = BallotFactory()
        begin(ballot, at=ballot.closes_at - HOUR)

        with pytest.raises(NotOver):
            operations.close(ballot=ballot, at=ballot.last_confirmation_at)

    def test_bears_the_closing_instant_though_the_job_ran_later(self):
        ballot = BallotFactory()
        later = ballot.last_confirmation_at + 5 * HOUR

        assert operations.close_due(later) == 1
        assert operations.close_due(later) == 0

        event = Event.objects.get(name="ballot.closed")
        assert event.occurred_at == ballot.last_confirmation_at
        assert Ballot.objects.get().closed_at == ballot.last_confirmation_at


class TestExtend:
    def test_opens_a_ballot_of_its_own(self):
        ballot = BallotFactory()
        vote(ballot)
        window = Window(ballot.closes_at, ballot.closes_at + 24 * HOUR)
        extend = {"rules": Rules(version=2), "window": window, "actor": SYSTEM}

        with pytest.raises(NotOver):
            operations.extend(ballot=ballot, at=AT, **extend)
        longer = operations.extend(ballot=ballot, at=ballot.closes_at, **extend)

        assert longer.extends == ballot
        assert count_of(longer).counted == 0


class TestImportCount:
    def test_is_never_added(self):
        ballot = BallotFactory()
        operations.import_count(
            ballot=ballot,
            label="E-petition 2021",
            vote_count=93,
            as_of_date=AT.date(),
            actor=SYSTEM,
            at=AT,
        )

        assert count_of(ballot).counted == 0


class TestNoteVoluntaryAnswer:
    def test_keeps_sums_alone(self):
        ballot = BallotFactory()
        for _ in range(3):
            operations.note_voluntary_answer(
                ballot=ballot, age_band="13-17", area="norr"
            )

        assert VoluntaryAnswer.objects.get().answer_count == 3
