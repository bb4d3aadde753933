"""The room's commands, given nonsense: a plain sentence and an exit status, no traceback."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from medverkan.participation.ballots import sealer
from medverkan.participation.ballots.models import Census
from medverkan.participation.ballots.verifier import verify
from tests.factories.ballots import AT, BallotFactory, seal, vote_many

pytestmark = pytest.mark.django_db
NUMBER = "199001012385"
NOBODYS = "3f6a5b1e-0c6e-4d55-8b7e-0d6f6f3f2a11"


def refused(*arguments: str) -> CommandError:
    with pytest.raises(CommandError) as caught:
        call_command(*arguments, stdout=StringIO())
    return caught.value


class TestRecount:
    def test_of_no_such_ballot_is_no_success(self):
        refusal = refused("recount", NOBODYS)

        assert refusal.returncode == 2
        assert "No ballot" in str(refusal)

    def test_of_no_uuid_says_so(self):
        assert "nonsense is not a uuid" in str(refused("recount", "nonsense"))

    def test_of_one_that_is_there_among_nonsense_is_refused_too(self):
        assert refused("recount", str(BallotFactory().uuid), "x").returncode == 2


class TestLedger:
    @pytest.mark.parametrize("ballot", ["nonsense", NOBODYS])
    def test_exports_no_such_ballot(self, ballot, tmp_path):
        assert refused("ledger", "export", ballot, str(tmp_path)).returncode == 2

    def test_exports_into_a_folder_of_its_own_unless_told_where(
        self, tmp_path, monkeypatch
    ):
        monkeypatch.chdir(tmp_path)
        ballot = BallotFactory()
        vote_many(ballot, 3)
        seal(ballot)
        sealer.publish(ballot, at=AT)

        call_command("ledger", "export", str(ballot.uuid), stdout=StringIO())

        assert verify.verify(tmp_path / f"ledger-{ballot.uuid}").problems == []

    def test_says_where_it_cannot_write(self, tmp_path):
        file = tmp_path / "file"
        file.touch()

        ballot = str(BallotFactory().uuid)

        assert refused("ledger", "export", ballot, str(file)).returncode in (1, 2)

    @pytest.mark.parametrize(
        "text",
        [
            "name;number\n",
            f"number,name,born,postcode\n{NUMBER},Anna,1 januari 1990,503 35\n",
            f"number,name,born,postcode\n{NUMBER[:-1]}9,Anna,1990-01-01,503 35\n",
            "number,name,born,postcode\n,,\n",
            "number,name,born,postcode\n199001012385\n",
        ],
    )
    def test_loads_no_half_census_and_repeats_no_number(self, tmp_path, text):
        file = tmp_path / "census.csv"
        file.write_text(text)

        refusal = refused("ledger", "census", str(file), "x", "2026-11-01")

        assert "Nothing was loaded" in str(refusal)
        assert NUMBER[:-1] not in str(refusal)
        assert not Census.objects.exists()

    def test_says_that_a_census_is_not_there(self):
        assert "Nothing was loaded" in str(
            refused("ledger", "census", "/no/such/file", "x", "2026-11-01")
        )


class TestTheVerifier:
    @pytest.mark.parametrize("text", ["", "[]", "null", "1", '{"ballot": 1}'])
    def test_calls_another_file_unreadable(self, tmp_path, text, capsys):
        (tmp_path / "ledger.json").write_text(text)

        assert verify.main([str(tmp_path)]) == 2
        assert "UNREADABLE" in capsys.readouterr().err
