"""What is done behind the software's back, and by whom it is found."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from django.db import connection, transaction

from medverkan.foundation.audit import guards
from medverkan.participation.ballots import export, heads, keys, merkle, sealer
from medverkan.participation.ballots.models import (
    Alarm,
    Ballot,
    Correction,
    Entry,
    Head,
    Leaf,
    PersonKey,
    Standing,
    Tile,
    Unsealed,
)
from medverkan.participation.ballots.recount import recount_ballot, recount_whole
from medverkan.participation.ballots.verifier import verify
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


@pytest.fixture
def ballot():
    """A published ballot whose guards are gone: somebody has the database."""
    ballot = BallotFactory()
    numbers = vote_many(ballot, 8)
    seal(ballot)
    strike(ballot, numbers[:1])
    seal(ballot)
    assert sealer.publish(ballot, at=AT) is None
    guards.remove()
    return ballot


def found_by_sealer(ballot: Ballot) -> str:
    """Return the reason of the alarm that the next sealing raises."""
    seal(ballot)
    alarm = Alarm.objects.filter(ballot=ballot, resolved_at=None).first()
    return alarm.reason if alarm else ""


def found_by_recount(ballot: Ballot) -> set[str]:
    return {difference.what for difference in recount_ballot(ballot).differences}


def found_by_verifier(ballot: Ballot, tmp_path: Path) -> list[str]:
    export.write(ballot, tmp_path / "export")
    return verify.verify(tmp_path / "export").problems


class TestNothing:
    def test_is_found_where_nothing_was_done(self, ballot, tmp_path):
        vote(ballot, "ny")

        assert found_by_sealer(ballot) == ""
        assert found_by_recount(ballot) == set()
        assert found_by_verifier(ballot, tmp_path) == []


class TestAdding:
    def forge(self, ballot, **changes) -> Entry:
        copied = Entry.objects.filter(ballot=ballot, step=1).first()
        copied.pk = None
        for name, value in changes.items():
            setattr(copied, name, value)
        copied.save(force_insert=True)
        return copied

    def test_an_entry_is_found_by_the_sealer(self, ballot):
        entry = self.forge(ballot, number=begin(BallotFactory()).attempt.number)
        Unsealed.objects.create(entry=entry, ballot=ballot)

        assert found_by_sealer(ballot) == "entry_has_wrong_mac"
        assert Unsealed.objects.filter(entry=entry).exists()

    def test_an_entry_is_found_by_recount(self, ballot):
        self.forge(ballot, number=begin(BallotFactory()).attempt.number)

        assert "entry_has_wrong_mac" in found_by_recount(ballot)

    def test_another_ballots_entry_is_found_by_the_sealer(self, ballot):
        other = begin(BallotFactory()).attempt
        entry = Entry.objects.get(number=other.number)
        Entry.objects.filter(pk=entry.pk).update(ballot=ballot)
        Unsealed.objects.filter(entry=entry).update(ballot=ballot)

        assert found_by_sealer(ballot) == "entry_has_wrong_mac"

    def test_a_true_entry_that_skips_a_step_is_found_by_the_sealer(self, ballot):
        begun = begin(ballot, "ny")
        Entry.objects.filter(number=begun.attempt.number).delete()
        Unsealed.objects.filter(ballot=ballot).delete()
        other = vote(ballot, "ny2").number
        Unsealed.objects.filter(entry__number=other, entry__step=1).delete()

        assert found_by_sealer(ballot) == "entry_is_out_of_order"

    def test_an_entry_sealed_twice_is_found_by_the_sealer(self, ballot):
        entry = Entry.objects.filter(ballot=ballot).first()
        Unsealed.objects.create(entry=entry, ballot=ballot)

        assert "entry_is_both_sealed_and_queued" in found_by_recount(ballot)
        assert found_by_sealer(ballot) == "entry_is_sealed_already"

    def test_a_voter_without_identity_is_found_by_recount(self, ballot):
        number = begin(BallotFactory()).attempt.number
        Standing.objects.create(ballot=ballot, number=number)

        assert found_by_recount(ballot) == {
            "standing_without_attempt",
            "standing_without_identity",
        }

    def test_the_right_to_vote_twice_is_found_by_recount(self, ballot):
        PersonKey.objects.filter(ballot=ballot).first().delete()

        assert found_by_recount(ballot) == {"standing_without_identity"}


class TestRemoving:
    def test_a_queued_entry_is_found_by_the_sealer(self, ballot):
        number = vote(ballot, "ny").number
        Entry.objects.filter(number=number, step=2).delete()

        assert found_by_sealer(ballot) == "queued_entry_is_missing"

    def test_a_fresh_vote_with_its_queue_is_found_by_recount(self, ballot):
        number = vote(ballot, "ny").number
        Unsealed.objects.filter(entry__number=number).delete()
        Entry.objects.filter(number=number).delete()

        assert "standing_without_attempt" in found_by_recount(ballot)

    def test_a_place_in_the_queue_is_found_by_recount(self, ballot):
        vote(ballot, "ny")
        Unsealed.objects.filter(ballot=ballot).delete()

        assert "entry_is_neither_sealed_nor_queued" in found_by_recount(ballot)

    def test_a_sealed_entry_is_found_by_recount_and_verifier(self, ballot, tmp_path):
        leaf = Leaf.objects.get(ballot=ballot, index=4)
        entry_id = leaf.entry_id
        leaf.delete()
        Entry.objects.filter(pk=entry_id).delete()

        assert "leaf_is_missing_or_moved" in found_by_recount(ballot)
        assert any("head" in one for one in found_by_verifier(ballot, tmp_path))

    def test_the_last_leaves_and_heads_are_found_by_the_workers_memory(self, ballot):
        Head.objects.filter(ballot=ballot, number=2).delete()
        vote(ballot, "ny")

        assert "signed_heads_are_missing" in found_by_recount(ballot)
        assert found_by_sealer(ballot) == "signed_heads_are_missing"

    def test_a_tile_is_found_by_the_sealer_and_recount(self, ballot):
        Tile.objects.filter(ballot=ballot).delete()
        vote(ballot, "ny")

        assert "tile_differs" in found_by_recount(ballot)
        assert found_by_sealer(ballot) == "tile_is_missing"


class TestReordering:
    def test_leaves_is_found_by_recount_and_verifier(self, ballot, tmp_path):
        for old, new in ((2, 900), (5, 2), (900, 5)):
            Leaf.objects.filter(ballot=ballot, index=old).update(index=new)

        assert {"root_differs", "tile_differs"} <= found_by_recount(ballot)
        assert any("root" in one for one in found_by_verifier(ballot, tmp_path))

    def test_heads_is_found_by_recount_and_verifier(self, ballot, tmp_path):
        vote(ballot, "ny")
        seal(ballot)
        sealer.publish(ballot, at=AT)
        for old, new in ((1, 900), (2, 1), (900, 2)):
            chosen = Head.objects.filter(ballot=ballot, audience="public", number=old)
            previous = None if new == 1 else b"\x00" * 32
            chosen.update(number=new, previous=previous)

        assert "chain_is_broken" in found_by_recount(ballot)
        assert found_by_verifier(ballot, tmp_path)


class TestChanging:
    def test_an_entry_is_found_by_recount_and_verifier(self, ballot, tmp_path):
        struck = Entry.objects.filter(ballot=ballot, kind="struck")
        struck.update(kind="withdrawn", correction=None)

        assert {"entry_has_wrong_mac", "root_differs"} <= found_by_recount(ballot)
        assert any("root" in one for one in found_by_verifier(ballot, tmp_path))

    def test_a_queued_entry_is_found_by_the_sealer(self, ballot):
        number = vote(ballot, "p1").number
        Entry.objects.filter(number=number, step=2).update(kind="confirmed")

        assert found_by_sealer(ballot) == "entry_has_wrong_mac"

    def test_the_sums_of_a_head_is_found_by_recount_and_verifier(
        self, ballot, tmp_path
    ):
        Head.objects.filter(ballot=ballot).update(confirmed=150)

        assert {"head_is_not_signed", "sums_differ"} <= found_by_recount(ballot)
        assert any("signed" in one for one in found_by_verifier(ballot, tmp_path))

    def test_a_line_of_the_correction_log_is_found_by_recount_and_verifier(
        self, ballot, tmp_path
    ):
        Correction.objects.filter(ballot=ballot).update(vote_count=5)

        assert found_by_recount(ballot) == {
            "corrections_differ",
            "correction_log_differs_from_head",
        }
        assert "correction 1 says 5 struck, the leaves say 1" in found_by_verifier(
            ballot, tmp_path
        )

    def test_a_standing_is_found_by_recount(self, ballot):
        Standing.objects.filter(state="struck").update(state="counted")

        assert found_by_recount(ballot) == {"standing_differs_from_entries"}

    def test_a_tile_is_found_by_the_sealer(self, ballot):
        tile = Tile.objects.get(ballot=ballot, level=0)
        tile.hashes = bytes(tile.hashes)[:-1] + b"!"
        tile.save()
        vote(ballot, "ny")

        assert found_by_sealer(ballot) == "tiles_do_not_give_the_signed_root"


class TestReplaying:
    def test_an_old_head_is_found_by_recount(self, ballot):
        first = Head.objects.get(ballot=ballot, audience="internal", number=1)
        last = Head.objects.filter(ballot=ballot, audience="internal").last()
        first.pk, first.number, first.previous = None, last.number + 1, b"\x00" * 32
        first.save(force_insert=True)

        assert {"head_shrinks", "head_is_not_signed"} <= found_by_recount(ballot)

    def test_a_confirmation_finds_its_step_taken(self, ballot):
        entry = Entry.objects.filter(ballot=ballot, step=2).first()
        entry.pk = None

        with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
            entry.save(force_insert=True)


class TestDroppingATrigger:
    def test_is_found_by_recount(self):
        guards.install()
        assert recount_whole().differences == []
        with connection.cursor() as cursor:
            table = " ON ballots_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "guard_ballots_entry_update"{table}')

        found = recount_whole().differences
        assert [(one.what, one.where) for one in found] == [
            ("trigger_is_missing", "guard_ballots_entry_update")
        ]


class TestRestoringAnOldBackup:
    def test_is_found_by_the_workers_memory_and_by_heads_kept_outside(
        self, ballot, tmp_path
    ):
        backup = transaction.savepoint()
        vote_many(ballot, 3, prefix="later")
        seal(ballot)
        sealer.publish(ballot, at=AT)
        export.write(ballot, tmp_path / "kept")
        transaction.savepoint_rollback(backup)

        export.write(ballot, tmp_path / "export")
        kept = [str(tmp_path / "kept" / "heads.txt")]
        assert verify.verify(tmp_path / "export").problems == []
        assert verify.verify(tmp_path / "export", kept).problems == [
            f"{kept[0]}: head 'public 3' is missing from this export"
        ]
        assert "signed_heads_are_missing" in found_by_recount(ballot)
        vote(ballot, "ny")
        assert found_by_sealer(ballot) == "signed_heads_are_missing"


class TestRewritingHistoryWithTheKeys:
    """The operator holds every key: only copies outside can tell."""

    def rewrite(self, ballot: Ballot, folder: Path) -> None:
        export.write(ballot, folder)
        blocks = (folder / "leaves.txt").read_bytes().split(b"medverkan-ledger/1\n")
        kept = [b"medverkan-ledger/1\n" + block for block in blocks[1:-2]]
        (folder / "leaves.txt").write_bytes(b"".join(kept))
        replayed = verify.Ledger(str(ballot.uuid))
        for block in kept:
            replayed.add(block.decode().split("\n")[:-1])
        signer = keys.head_signer()
        head = heads.Head(
            ballot=ballot.uuid,
            audience=heads.Audience.PUBLIC,
            number=1,
            size=len(kept),
            root=merkle.root_of(merkle.leaf_hash(block) for block in kept),
            sums=replayed.sums,
            rule_set_version=1,
            at=AT,
            previous=None,
            key_id=signer.key_id,
        )
        signature = signer.sign(head.to_bytes()).hex()
        text = f"{head.to_bytes().decode()}signature {signature}\n"
        (folder / "heads.txt").write_text(text)
        about = json.loads((folder / "ledger.json").read_text())
        about["states"] = replayed.states()
        about["received"] = replayed.sums["received"]
        shutil.rmtree(folder / "tiles")
        (folder / "ledger.json").write_text(json.dumps(about))

    def test_is_found_by_the_verifier_with_heads_kept_outside(self, tmp_path):
        ballot = BallotFactory()
        vote_many(ballot, 3)
        seal(ballot)
        sealer.publish(ballot, at=AT)
        roster = sealer.sign_roster(AT)
        (tmp_path / "roster.txt").write_text(roster.body)
        self.rewrite(ballot, tmp_path / "export")

        assert verify.verify(tmp_path / "export").problems == []
        outside = [str(tmp_path / "roster.txt")]
        assert verify.verify(tmp_path / "export", outside).problems
