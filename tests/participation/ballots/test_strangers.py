"""What a stranger with the database, or with an export, may try; and by whom it is found."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from medverkan.foundation.audit import guards
from medverkan.participation.ballots import export, merkle, sealer, tasks
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import (
    Alarm,
    Ballot,
    Correction,
    Entry,
    Head,
    Leaf,
    PersonKey,
    Standing,
    ThresholdReached,
    Tile,
    Unsealed,
)
from medverkan.participation.ballots.recount import recount_ballot
from medverkan.participation.ballots.verifier import verify
from tests.factories.ballots import (
    AT,
    BallotFactory,
    seal,
    strike,
    vote,
    vote_many,
)
from tests.participation.ballots.test_tampering import (
    found_by_recount,
    found_by_sealer,
    found_by_verifier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ballot():
    """A published ballot with a struck and a withdrawn vote; the guards are gone."""
    made = BallotFactory(threshold=5)
    numbers = vote_many(made, 8)
    seal(made)
    strike(made, numbers[:1])
    seal(made)
    guards.remove()
    return made


def regrow(ballot: Ballot) -> bytes:
    """Make every tile anew from the entries, as somebody careful does; return the root."""
    leaves = (
        Leaf.objects.filter(ballot=ballot).select_related("entry").order_by("index")
    )
    hashes = [leaf.entry.as_leaf(ballot.uuid).hash for leaf in leaves]
    Tile.objects.filter(ballot=ballot, level=0).update(hashes=b"".join(hashes))
    return merkle.root_of(hashes)


class TestALineOfTheCorrectionLog:
    @pytest.mark.parametrize(
        "change",
        [
            {"ground": "invented"},
            {"role": "nobody"},
            {"decided_date": AT.date() - dt.timedelta(days=1)},
        ],
    )
    def test_that_is_told_otherwise_is_found_by_recount_and_verifier(
        self, ballot, tmp_path, change
    ):
        Correction.objects.filter(ballot=ballot).update(**change)

        told = found_by_verifier(ballot, tmp_path)

        assert found_by_recount(ballot) == {"correction_log_differs_from_head"}
        assert any("the correction log" in problem for problem in told)


class TestALeafWithItsHashMadeAnew:
    def test_is_found_by_recount_and_verifier(self, ballot, tmp_path):
        entry = Entry.objects.get(ballot=ballot, kind="struck")
        Entry.objects.filter(pk=entry.pk).update(correction=7)
        Correction.objects.filter(ballot=ballot).update(number=7)
        last = Head.objects.filter(ballot=ballot).order_by("-size").first()
        Head.objects.filter(ballot=ballot, size=last.size).update(root=regrow(ballot))

        assert found_by_recount(ballot) == {
            "correction_log_differs_from_head",
            "entry_has_wrong_mac",
            "head_is_not_signed",
            "signed_heads_are_missing",
        }
        problems = found_by_verifier(ballot, tmp_path)
        assert any("not signed by a published key" in one for one in problems)

    def test_whose_root_is_left_is_found_by_the_sealer(self, ballot):
        entry = Entry.objects.filter(ballot=ballot, kind="struck")
        entry.update(correction=7)
        regrow(ballot)
        vote(ballot, "ny")

        assert found_by_sealer(ballot) == "tiles_do_not_give_the_signed_root"


class TestTwoPlacesExchanged:
    def test_are_found_by_recount_and_verifier_though_the_tiles_agree(
        self, ballot, tmp_path
    ):
        for old, new in ((2, 900), (9, 2), (900, 9)):
            Leaf.objects.filter(ballot=ballot, index=old).update(index=new)
        regrow(ballot)

        assert "root_differs" in found_by_recount(ballot)
        assert any("root" in one for one in found_by_verifier(ballot, tmp_path))


class TestTheEndCutOff:
    """The last entries with their leaves, heads, standings and log: all that there is."""

    def cut(self, ballot: Ballot) -> None:
        first = Head.objects.get(ballot=ballot, audience=Audience.INTERNAL, number=1)
        gone = Entry.objects.filter(leaf__index__gte=first.size)
        ids = list(gone.values_list("pk", flat=True))
        Leaf.objects.filter(ballot=ballot, index__gte=first.size).delete()
        Entry.objects.filter(pk__in=ids).delete()
        Head.objects.filter(ballot=ballot, size__gt=first.size).delete()
        Standing.objects.filter(ballot=ballot).update(state="counted")
        regrow(ballot)

    def test_is_found_by_recount_and_sealer_through_the_workers_memory(self, ballot):
        self.cut(ballot)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ballots_strikeproposal SET correction_id = NULL,"
                           " state = 'rejected'")  # fmt: skip
        Correction.objects.filter(ballot=ballot).delete()
        vote(ballot, "ny")

        assert found_by_recount(ballot) == {"signed_heads_are_missing"}
        assert found_by_sealer(ballot) == "signed_heads_are_missing"

    def test_is_found_by_the_verifier_with_heads_kept_outside(self, ballot, tmp_path):
        export.write(ballot, tmp_path / "kept")
        kept = str(tmp_path / "kept" / "heads.txt")
        self.cut(ballot)

        export.write(ballot, tmp_path / "now")
        assert verify.verify(tmp_path / "now").problems == []
        assert verify.verify(tmp_path / "now", [kept]).problems


class TestAHeadReplayedWithANewDate:
    def test_is_found_by_recount_and_verifier(self, ballot, tmp_path):
        last = Head.objects.filter(ballot=ballot, audience=Audience.PUBLIC).last()
        copied = Head.objects.get(pk=last.pk)
        copied.pk, copied.number = None, last.number + 1
        copied.previous, copied.at = last.as_signed().hash, AT.replace(hour=20)
        copied.save(force_insert=True)

        assert "head_is_not_signed" in found_by_recount(ballot)
        problems = found_by_verifier(ballot, tmp_path)
        assert f"head {copied.number} is not signed by a published key" in problems


class TestAVoidingEntryDeleted:
    def test_is_found_by_recount_and_verifier_when_it_was_sealed(
        self, ballot, tmp_path
    ):
        entry = Entry.objects.get(ballot=ballot, kind="struck")
        Leaf.objects.filter(entry=entry).delete()
        Entry.objects.filter(pk=entry.pk).delete()

        assert {
            "standing_differs_from_entries",
            "corrections_differ",
        } <= found_by_recount(ballot)
        assert any("leaves" in one for one in found_by_verifier(ballot, tmp_path))

    def test_is_found_by_recount_when_it_waited(self, ballot):
        number = Standing.objects.filter(state="counted").order_by("pk").first().number
        strike(ballot, [number])
        waiting = Entry.objects.get(number=number, kind="struck")
        Unsealed.objects.filter(entry=waiting).delete()
        Entry.objects.filter(pk=waiting.pk).delete()

        assert {
            "standing_differs_from_entries",
            "corrections_differ",
        } <= found_by_recount(ballot)


class TestARuleOfTheBallotChanged:
    @pytest.mark.parametrize(
        "change",
        [
            {"threshold": 1},
            {"threshold": None},
            {"further_thresholds": [2]},
            {"closes_at": AT.replace(year=2030)},
            {"scheme": "person"},
            {"rules_mac": None},
            {"rules_mac": b"x" * 32},
            {"rule_set_version": 9},
        ],
        ids=lambda change: "-".join(change),
    )
    def test_is_found_by_recount(self, ballot, change):
        Ballot.objects.filter(pk=ballot.pk).update(**change)

        assert "ballot_rules_were_changed" in found_by_recount(ballot)

    def test_is_found_by_the_sealer_and_reaches_no_threshold(self, ballot):
        Ballot.objects.filter(pk=ballot.pk).update(further_thresholds=[2])
        vote(ballot, "ny")

        assert found_by_sealer(ballot) == "ballot_rules_were_changed"
        tasks.publish_heads(AT)
        assert list(ThresholdReached.objects.values_list("threshold", flat=True)) == [5]

    def test_is_never_signed_by_the_sealer(self, ballot):
        Ballot.objects.filter(pk=ballot.pk).update(threshold=1)

        assert sealer.publish(ballot, at=AT) is None
        assert Alarm.objects.get().reason == "ballot_rules_were_changed"

    def test_is_refused_by_the_database(self, ballot):
        guards.install()

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Ballot.objects.filter(pk=ballot.pk).update(threshold=1)
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM ballots_ballot")

    @pytest.mark.parametrize("threshold", [3, 6])
    def test_a_threshold_that_was_reached_is_found_by_recount(self, ballot, threshold):
        ThresholdReached.objects.update(threshold=threshold)

        assert "thresholds_differ_from_the_log" in found_by_recount(ballot)


class TestAnIdentityThatStandsTwice:
    def test_is_refused_by_the_database(self, ballot):
        key = PersonKey.objects.filter(ballot=ballot).order_by("pk").first()
        key.pk = None

        with pytest.raises(DatabaseError, match=r"(?i)unique"), transaction.atomic():
            key.save(force_insert=True)

    def test_is_found_by_recount_where_the_constraint_was_dropped(self, ballot):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite drops no constraint of a table")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "ALTER TABLE ballots_personkey "
                "DROP CONSTRAINT ballots_an_identity_counts_once"
            )
        one, other = PersonKey.objects.filter(ballot=ballot).order_by("pk")[:2]
        PersonKey.objects.filter(pk=other.pk).update(tag=bytes(one.tag))

        assert found_by_recount(ballot) == {"identity_stands_twice"}


class TestTheWorkersMemory:
    @pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"number": "x"}', "null"])
    def test_that_cannot_be_read_stops_nobody(self, ballot, settings, text):
        for file in settings.LEDGER_MEMORY_ROOT.iterdir():
            file.write_text(text)
        vote(ballot, "ny")

        assert found_by_recount(ballot) == set()
        assert found_by_sealer(ballot) == ""

    def test_finds_a_head_cut_out_of_the_middle(self, ballot, settings):
        kept = {
            f: f.read_text() for f in settings.LEDGER_MEMORY_ROOT.glob("*internal*")
        }
        number = json.loads(*kept.values())["number"]
        vote(ballot, "ny")
        seal(ballot)
        for file, text in kept.items():
            file.write_text(text)
        Head.objects.filter(audience=Audience.INTERNAL, number=number).delete()

        assert "signed_heads_are_missing" in found_by_recount(ballot)


def edited(folder: Path, name: str, change) -> None:
    content = json.loads((folder / name).read_text())
    content = change(content) or content
    (folder / name).write_text(json.dumps(content))


EDITS = {
    "states": ("ledger.json", lambda it: it["states"].update(counted=150)),
    "no states": ("ledger.json", lambda it: it.pop("states")),
    "received": ("ledger.json", lambda it: it.update(received=99)),
    "rules": ("ledger.json", lambda it: it.update(rule_set_version=9)),
    "threshold": ("ledger.json", lambda it: it.update(threshold=1)),
    "no threshold": ("ledger.json", lambda it: it.update(threshold=None)),
    "further": ("ledger.json", lambda it: it.update(further_thresholds=[2])),
    "scheme": ("ledger.json", lambda it: it.update(counts="person")),
    "on paper": ("ledger.json", lambda it: it.update(rows_without_email_count=True)),
    "hours": ("ledger.json", lambda it: it.update(hours_to_confirm=1)),
    "first day": ("ledger.json", lambda it: it.update(opens_at="2020-01-01")),
    "last day": ("ledger.json", lambda it: it.update(closes_at="2030-01-01")),
    "ground": ("corrections.json", lambda it: it[0].update(ground="invented")),
    "date": ("corrections.json", lambda it: it[0].update(date="2020-01-01")),
    "role": ("corrections.json", lambda it: it[0].update(role="nobody")),
    "ballot": ("ledger.json", lambda it: it.update(ballot=str(AT.date()))),
    "how many": ("corrections.json", lambda it: it[0].update(how_many=0)),
    "told twice": ("corrections.json", lambda it: it.append(it[0])),
    "kept back": ("corrections.json", lambda it: it.clear()),
    "other heads": ("corrections.json", lambda it: it[0].update(head_after=9)),
    "a key": ("keys.json", lambda it: it[0].update(public="00" * 32)),
    "no key": ("keys.json", lambda it: it.clear()),
    "no list": ("keys.json", lambda it: {"a": 1}),
}


class TestAnEditedExport:
    """By the file that comes with it, run by a Python that has nothing installed."""

    def run(self, folder: Path, *more: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-I", "-S", str(folder / "verify.py"), str(folder)]
        return subprocess.run(
            [*command, *more], capture_output=True, text=True, cwd="/", check=False
        )

    def test_that_nobody_touched_is_right(self, ballot, tmp_path):
        export.write(ballot, tmp_path)

        told = self.run(tmp_path)

        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.endswith("OK: 7 counted\n")

    @pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
    def test_is_told_in_plain_words(self, ballot, tmp_path, capsys, edit):
        export.write(ballot, tmp_path)
        edited(tmp_path, *edit)

        status = verify.main([str(tmp_path)])

        told = capsys.readouterr()
        assert status in (1, 2)
        assert "WRONG: " in told.out or "UNREADABLE: " in told.err

    @pytest.mark.parametrize("name", ["leaves.txt", "heads.txt", "tiles/0/0"])
    def test_is_found_in_every_byte(self, ballot, tmp_path, name):
        export.write(ballot, tmp_path)
        data = bytearray((tmp_path / name).read_bytes())
        for place in range(0, len(data), max(1, len(data) // 12)):
            changed = data.copy()
            changed[place] ^= 1
            (tmp_path / name).write_bytes(changed)

            assert verify.main([str(tmp_path)]) in (1, 2), place

    @pytest.mark.parametrize("name", ["ledger.json", "leaves.txt", "heads.txt"])
    def test_without_a_file_is_unreadable(self, ballot, tmp_path, name):
        export.write(ballot, tmp_path)
        (tmp_path / name).unlink()

        told = self.run(tmp_path)

        assert told.returncode == 2
        assert told.stderr.startswith("UNREADABLE: ")
        assert "Traceback" not in told.stderr

    def test_shows_no_tile_beyond_its_last_head(self, ballot, tmp_path):
        vote(ballot, "later")
        sealer.seal(ballot, at=AT)

        head = export.write(ballot, tmp_path)

        assert (tmp_path / "tiles/0/0").stat().st_size == head.size * 32
        assert verify.verify(tmp_path).problems == []


class TestRecount:
    def test_finds_nothing_where_nothing_was_done(self, ballot):
        assert recount_ballot(ballot).differences == []
