from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.ballots import keyring, operations, subjects
from medverkan.participation.ballots.models import (
    Attempt,
    BallotKey,
    Census,
    CensusInUse,
    Entry,
    PersonKey,
    Standing,
)
from medverkan.participation.ballots.operations import (
    Decision,
    NotClosed,
    NotSettled,
    UnderLegalHold,
)
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount import recount_ballot
from tests.factories.ballots import (
    AT,
    OFFICER,
    REGISTRAR,
    BallotFactory,
    seal,
    strike,
    vote_many,
)

pytestmark = pytest.mark.django_db
DECISION = Decision(decided_on="2027-03-01", paragraph="§ 12")


@pytest.fixture
def closed():
    ballot = BallotFactory(subject_kind="held")
    vote_many(ballot, 6)
    seal(ballot)
    return operations.close(ballot=ballot, at=ballot.last_confirmation_at)


def destroy(ballot, actor=REGISTRAR):
    at = ballot.closes_at + dt.timedelta(days=90)
    return operations.destroy_keys(ballot=ballot, decision=DECISION, actor=actor, at=at)


class TestDestroyKeys:
    def test_leaves_the_count_and_no_person(self, closed):
        before = count_of(closed)

        destroy(closed)

        assert count_of(closed) == before
        for model in (BallotKey, PersonKey, Standing, Attempt):
            assert not model.objects.exists()

    def test_keeps_sums_by_channel_where_they_are_five_or_more(self, closed):
        assert destroy(closed).final_channels == {"web": 6}

    def test_is_done_once(self, closed):
        first = destroy(closed).key_destroyed_at

        assert destroy(closed).key_destroyed_at == first

    def test_waits_for_the_ballot_to_close(self):
        with pytest.raises(NotClosed):
            destroy(BallotFactory())

    def test_rests_under_a_legal_hold(self, closed, monkeypatch):
        held = subjects.Subject(title="", url="", is_held=True)
        monkeypatch.setitem(
            subjects._providers, "held", lambda some: {b.pk: held for b in some}
        )

        with pytest.raises(UnderLegalHold):
            destroy(closed)

    def test_forgets_which_census_was_asked(self, closed):
        census = Census.objects.create(
            uuid=closed.uuid, name="x", as_of_date=AT.date(), wrapped=b"", kek_id="1"
        )
        CensusInUse.objects.create(ballot=closed, census=census)

        destroy(closed)

        assert not CensusInUse.objects.exists()

    def test_waits_for_an_open_correction(self, closed):
        number = Standing.objects.order_by("pk").first().number
        operations.propose_strike(
            ballot=closed,
            numbers=[number],
            ground="automated",
            reason="x",
            actor=OFFICER,
            at=AT,
        )

        with pytest.raises(NotSettled):
            destroy(closed)

    def test_waits_for_votes_that_are_not_sealed(self, closed):
        strike(closed, [Standing.objects.order_by("pk").first().number])

        with pytest.raises(NotSettled):
            destroy(closed)

    def test_leaves_what_recount_can_still_count(self, closed):
        destroy(closed)

        assert recount_ballot(closed).differences == []
        assert recount_ballot(closed).entry_count == 12

    def test_is_found_half_done_by_recount(self, closed):
        destroy(closed)
        Standing.objects.create(ballot=closed, number=Entry.objects.first().number)

        assert "standing_differs_from_entries" in {
            one.what for one in recount_ballot(closed).differences
        }

    def test_takes_a_registrar(self, closed):
        with pytest.raises(NotPermitted):
            destroy(closed, actor=OFFICER)


class TestRewrapKeys:
    def test_moves_every_key_under_the_newest_one(self, settings):
        ballot = BallotFactory()
        key = keyring.key_of(ballot)
        settings.LEDGER_KEK = "new:" + "ab" * 32 + "," + settings.LEDGER_KEK

        assert operations.rewrap_keys() == 1
        assert operations.rewrap_keys() == 0

        settings.LEDGER_KEK = "new:" + "ab" * 32
        assert keyring.key_of(ballot) == key
