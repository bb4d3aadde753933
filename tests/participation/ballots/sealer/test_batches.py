from __future__ import annotations

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.participation.ballots import keys, leaves, merkle, sealer, tasks
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import (
    Entry,
    Head,
    Leaf,
    SigningKey,
    ThresholdReached,
    Unsealed,
)
from medverkan.participation.ballots.queries import (
    consistency,
    count_of,
    inclusion,
)
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.ballots.sealer.batches import shuffled
from medverkan.participation.ballots.states import EntryKind
from tests.factories.ballots import (
    AT,
    BallotFactory,
    begin,
    seal,
    strike,
    vote,
    vote_many,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def leaf_hashes(ballot) -> list[bytes]:
    ordered = Leaf.objects.filter(ballot=ballot).order_by("index")
    return [
        leaf.entry.as_leaf(ballot.uuid).hash for leaf in ordered.select_related("entry")
    ]


class TestSeal:
    def test_puts_every_entry_in_the_tree_once(self):
        ballot = BallotFactory()
        vote_many(ballot, 5)

        head = seal(ballot)

        assert head.size == 10
        assert not Unsealed.objects.exists()
        assert bytes(head.root) == merkle.root_of(leaf_hashes(ballot))

    def test_changes_no_number(self):
        ballot = BallotFactory()
        vote_many(ballot, 3)
        begin(ballot)
        before = count_of(ballot)

        seal(ballot)

        assert count_of(ballot) == before
        assert Head.objects.first().sums == before.sums

    def test_signs_with_a_key_that_is_published(self):
        ballot = BallotFactory()
        vote(ballot)

        head = seal(ballot)

        key = SigningKey.objects.get(key_id=head.key_id)
        assert keys.is_signed(
            head.as_signed().to_bytes(), signature=head.signature, public=key.public
        )

    def test_chains_its_heads(self):
        ballot = BallotFactory()
        for n in range(3):
            vote(ballot, f"p{n}")
            seal(ballot)

        heads = list(Head.objects.filter(audience="internal").order_by("number"))
        assert [head.number for head in heads] == [1, 2, 3]
        assert bytes(heads[2].previous) == heads[1].as_signed().hash

    def test_takes_a_batch_at_a_time(self, monkeypatch):
        monkeypatch.setattr(
            "medverkan.participation.ballots.sealer.batches.BATCH_SIZE", 3
        )
        ballot = BallotFactory()
        vote_many(ballot, 4)

        sizes = [seal(ballot).size for _ in range(3)]

        assert sizes == [3, 6, 8]
        assert seal(ballot) is None

    def test_gives_proofs_across_tiles(self):
        ballot = BallotFactory()
        vote_many(ballot, 70)
        old = seal(ballot)
        vote_many(ballot, 80, prefix="q")
        new = seal(ballot)
        hashes = leaf_hashes(ballot)

        assert new.size == 300
        assert merkle.is_included(
            leaf=hashes[299],
            index=299,
            size=300,
            proof=inclusion(ballot, index=299, size=300),
            root=bytes(new.root),
        )
        assert merkle.is_consistent(
            old=old.size,
            new=new.size,
            proof=consistency(ballot, old=old.size, new=new.size),
            old_root=bytes(old.root),
            new_root=bytes(new.root),
        )

    def test_tells_the_log_once_a_batch(self):
        ballot = BallotFactory()
        vote_many(ballot, 5)
        seal(ballot)

        event = Event.objects.get(name="ballot.batch_sealed")
        assert event.data == {"entry_count": 10, "size": 10}

    def test_has_nothing_to_do_without_votes(self):
        assert seal(BallotFactory()) is None

    def test_needs_the_signing_key(self, settings):
        settings.LEDGER_SIGNING_KEY = ""
        ballot = BallotFactory()
        vote(ballot)

        with pytest.raises(keys.KeyMissing):
            seal(ballot)
        assert Unsealed.objects.count() == 2


class TestShuffled:
    def test_keeps_the_steps_of_an_attempt_in_order(self):
        ballot = BallotFactory()
        vote_many(ballot, 20)

        ordered = shuffled(list(Entry.objects.all()))

        seen: Counter = Counter()
        for entry in ordered:
            seen[entry.number] += 1
            assert entry.step == seen[entry.number]

    def test_parts_the_order_from_the_time(self):
        ballot = BallotFactory()
        vote_many(ballot, 30)
        entries = list(Entry.objects.order_by("pk"))

        assert shuffled(entries) != entries

    def test_writes_nothing_of_time_or_voter_in_a_leaf(self):
        ballot = BallotFactory()
        vote(ballot)

        leaf = leaves.parse(Entry.objects.first().as_leaf(ballot.uuid).to_bytes())

        assert set(vars(leaf)) == {
            "ballot",
            "kind",
            "number",
            "step",
            "correction",
            "payload_hash",
        }


class TestNoteThresholds:
    def test_notes_each_threshold_once(self):
        ballot = BallotFactory(threshold=3, further_thresholds=(2, 5))
        vote_many(ballot, 3)

        seal(ballot)
        strike(ballot, [vote(ballot, "x").number])
        seal(ballot)

        reached = ThresholdReached.objects.order_by("threshold")
        assert list(reached.values_list("threshold", "counted")) == [(2, 3), (3, 3)]

    def test_is_not_undone_by_a_fall(self):
        ballot = BallotFactory(threshold=3)
        numbers = vote_many(ballot, 3)
        seal(ballot)
        strike(ballot, numbers)
        seal(ballot)

        assert count_of(ballot).counted == 0
        assert ThresholdReached.objects.count() == 1

    def test_publishes_a_head_at_once(self):
        ballot = BallotFactory(threshold=1)
        vote(ballot)

        seal(ballot, at=ballot.opens_at)

        assert Head.objects.filter(audience=Audience.PUBLIC).count() == 1

    def test_is_made_up_for_when_the_worker_was_stopped_in_between(self):
        ballot = BallotFactory(threshold=1)
        vote(ballot)
        assert sealer.seal(ballot, at=AT)

        tasks.publish_heads(AT)
        tasks.publish_heads(AT)

        assert ThresholdReached.objects.get().threshold == 1
        assert Head.objects.filter(audience=Audience.PUBLIC).count() == 1


class TestPublishDue:
    def publish_after(self, votes: int, hours: float) -> bool:
        ballot = BallotFactory(opens_at=AT - 48 * HOUR)
        vote(ballot, "first")
        seal(ballot)
        vote_many(ballot, votes)
        sealer.seal(ballot, at=AT)
        at = AT + hours * HOUR
        return sealer.publish_due(ballot, at=at) is not None

    @pytest.mark.parametrize(
        ("votes", "hours", "is_due"),
        [
            (5, 1, True),
            (5, 0.9, False),
            (4, 1, False),
            (1, 23.9, False),
            (1, 24, True),
            (0, 48, False),
        ],
    )
    def test_is_hourly_after_ten_entries_else_daily(self, votes, hours, is_due):
        assert self.publish_after(votes, hours) is is_due

    def test_shows_a_correction_at_once(self):
        ballot = BallotFactory(opens_at=AT)
        numbers = vote_many(ballot, 3)
        seal(ballot)
        strike(ballot, numbers[:1])

        seal(ballot)

        assert Head.objects.get(audience=Audience.PUBLIC).struck == 1

    def test_shows_the_last_number_when_the_ballot_has_closed(self):
        ballot = BallotFactory()
        vote(ballot)
        end = ballot.last_confirmation_at + 2 * HOUR
        seal(ballot, at=end - 2 * HOUR)
        begin(ballot)
        tasks.run_expiry(end)

        seal(ballot, at=end)
        tasks.publish_heads(end)

        last = Head.objects.filter(audience="public").order_by("number").last()
        assert last.sums[EntryKind.EXPIRED] == 1


class TestTheClockOfAnotherZone:
    """Whoever calls with local time gets the same heads, and they verify."""

    def test_gives_heads_that_verify(self):
        ballot = BallotFactory(threshold=1)
        vote(ballot)
        local = AT.astimezone(ZoneInfo("Europe/Stockholm"))

        head = seal(ballot, at=local)

        assert head.at == AT
        assert f"{AT:%Y-%m-%dT%H:%M:%SZ}" in head.as_signed().to_bytes().decode()
        assert recount_ballot(ballot).differences == []


class TestSealRound:
    def test_rests_between_heads_of_a_ballot(self):
        ballot = BallotFactory()
        vote(ballot)
        assert tasks.seal_round(AT) == 1
        vote(ballot, "bo")

        assert tasks.seal_round(AT + dt.timedelta(seconds=2)) == 0
        assert tasks.seal_round(AT + dt.timedelta(seconds=3)) == 1


class TestSignRoster:
    def test_holds_every_public_head_and_points_back(self):
        ballot = BallotFactory()
        vote(ballot)
        seal(ballot)

        first = sealer.sign_roster(AT)
        second = sealer.sign_roster(AT + 24 * HOUR)

        assert str(ballot.uuid) in first.body
        assert first.hash.hex() in second.body

    def test_is_signed_once_a_day(self):
        assert sealer.sign_roster(AT) == sealer.sign_roster(AT + HOUR)
