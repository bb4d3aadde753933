from __future__ import annotations

import json
import subprocess
import sys
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.ballots import (
    export,
    operations,
    receipts,
    sealer,
    statements,
    tasks,
)
from medverkan.participation.ballots.operations import Result
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.states import EntryKind
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
    """A ballot in which everything has happened and is published."""
    ballot = BallotFactory()
    numbers = vote_many(ballot, 12)
    vote(ballot, "p0")
    begin(ballot, "waiting")
    seal(ballot)
    strike(ballot, numbers[:2])
    seal(ballot)
    strike(ballot, numbers[:1], kind=EntryKind.RESTORED)
    seal(ballot)
    sealer.publish(ballot, at=AT)
    return ballot


class TestExport:
    def test_is_found_right_by_the_verifier(self, ballot, tmp_path):
        export.write(ballot, tmp_path)

        ledger = verify.verify(tmp_path)

        assert ledger.problems == []
        states = {s.value: n for s, n in count_of(ballot).states.items()}
        assert ledger.states() == states
        assert states["counted"] == 11

    def test_brings_its_verifier_along(self, ballot, tmp_path):
        export.write(ballot, tmp_path)

        run = subprocess.run(
            [sys.executable, "-I", tmp_path / "verify.py", tmp_path],
            capture_output=True,
            text=True,
            cwd="/",
            check=True,
        )

        assert run.stdout.endswith("OK: 11 counted\n")

    def test_names_the_heads_around_a_correction(self, ballot, tmp_path):
        export.write(ballot, tmp_path)

        struck, restored = json.loads((tmp_path / "corrections.json").read_text())

        assert (struck["kind"], struck["how_many"]) == ("struck", 2)
        assert struck["head_after"] == restored["head_before"]

    def test_holds_no_word_of_who_and_when(self, ballot, tmp_path):
        export.write(ballot, tmp_path)

        text = (tmp_path / "leaves.txt").read_text()
        assert not any(word in text for word in ("@", "web", "2026-", "email"))

    def test_waits_for_a_public_head(self, tmp_path):
        with pytest.raises(export.NothingPublished):
            export.write(BallotFactory(), tmp_path)

    def test_is_made_by_command(self, ballot, tmp_path, capsys):
        call_command("ledger", "export", str(ballot.uuid), str(tmp_path / "x"))

        assert "verify.py" in capsys.readouterr().out
        with pytest.raises(CommandError):
            call_command("ledger", "export", str(uuid4()), "x")


class TestWhatHeadsState:
    def test_is_all_that_ledger_json_says_of_the_rules(self, ballot, tmp_path):
        head = export.write(ballot, tmp_path)

        rules = statements.rules_in(head.stated)
        assert (
            rules.items() <= json.loads((tmp_path / "ledger.json").read_text()).items()
        )
        assert statements.rules_of(ballot) in head.stated

    def test_follows_a_window_that_ends_early(self, ballot, tmp_path):
        ended = operations.end_early(ballot=ballot, actor=SYSTEM, at=AT)
        tasks.publish_heads(AT)
        tasks.publish_heads(AT)
        head = export.write(ended, tmp_path)

        assert (head.number, head.size) == (4, 30)
        assert AT.isoformat() in (tmp_path / "ledger.json").read_text()
        assert verify.verify(tmp_path).problems == []

    def test_is_not_asked_of_heads_from_before(self, tmp_path, capsys, monkeypatch):
        monkeypatch.setattr(statements, "of", lambda _ballot, *, size: "")
        ballot = BallotFactory(threshold=2)
        seal_and_publish(ballot, "anna")

        export.write(ballot, tmp_path / "old")
        assert verify.verify(tmp_path / "old").problems == []
        assert "not signed by the last head" in capsys.readouterr().out

        monkeypatch.undo()
        seal_and_publish(ballot, "bo")
        export.write(ballot, tmp_path / "new")
        assert verify.verify(tmp_path / "new").problems == []
        assert "not signed" not in capsys.readouterr().out


def seal_and_publish(ballot, name):
    vote(ballot, name)
    seal(ballot)
    sealer.publish(ballot, at=AT)


class TestReceipt:
    def test_is_found_in_the_export(self, ballot, tmp_path):
        number = vote(ballot, "ny").number
        receipt = receipts.issue(ballot=ballot, number=number, at=AT)
        (tmp_path / "receipt.txt").write_text(receipt)
        seal(ballot)
        sealer.publish(ballot, at=AT)
        export.write(ballot, tmp_path / "x")

        arguments = [str(tmp_path / "x"), "--receipt", str(tmp_path / "receipt.txt")]
        assert verify.main(arguments) == 0

    def test_is_missed_when_the_entry_was_left_out(self, ballot, tmp_path, capsys):
        receipt = receipts.issue(ballot=ballot, number=vote(ballot, "ny").number, at=AT)
        (tmp_path / "receipt.txt").write_text(receipt)
        export.write(ballot, tmp_path / "x")

        arguments = [str(tmp_path / "x"), "--receipt", str(tmp_path / "receipt.txt")]
        assert verify.main(arguments) == 1
        assert "promised by 2026-11-12" in capsys.readouterr().out

    def test_tells_no_time_of_day_and_no_address(self, ballot):
        receipt = receipts.issue(ballot=ballot, number=vote(ballot, "ny").number, at=AT)

        assert "@" not in receipt
        assert ":" not in receipt


class TestCheck:
    def test_knows_what_was_pasted(self, ballot):
        number = vote(ballot, "ny").number
        receipt = receipts.issue(ballot=ballot, number=number, at=AT)
        grouped = " ".join(number.hex.upper()[i : i + 4] for i in range(0, 32, 4))

        for text in (receipt, number.hex, f" {grouped} ", str(number)):
            assert receipts.check(ballot=ballot, text=text).result is Result.COUNTED

    @pytest.mark.parametrize("text", ["", "hej", "0" * 32, "f" * 31])
    def test_knows_not_what_it_never_gave(self, ballot, text):
        assert receipts.check(ballot=ballot, text=text).result is Result.UNKNOWN

    def test_says_when_it_is_not_sealed_yet(self, ballot):
        number = vote(ballot, "ny").number

        before = receipts.check(ballot=ballot, text=number.hex)
        seal(ballot)
        sealer.publish(ballot, at=AT)
        after = receipts.check(ballot=ballot, text=number.hex)

        assert (before.is_sealed, after.is_sealed) == (False, True)
        assert after.proof.startswith("medverkan-proof/1\n")

    def test_names_the_correction(self, ballot):
        number = vote(ballot, "ny").number
        correction = strike(ballot, [number])

        answer = receipts.check(ballot=ballot, text=number.hex)

        assert answer.result is Result.STRUCK
        assert answer.correction == correction
