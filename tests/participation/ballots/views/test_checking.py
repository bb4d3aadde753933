from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.urls import reverse

from medverkan.foundation import clock
from medverkan.participation.ballots import sealer
from medverkan.participation.ballots.verifier import verify
from tests.factories.ballots import AT, BallotFactory, seal, strike, vote_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT)
    ballot = BallotFactory(threshold=150)
    numbers = vote_many(ballot, 4)
    seal(ballot)
    strike(ballot, numbers[:1])
    seal(ballot)
    sealer.publish(ballot, at=AT)
    sealer.sign_roster(AT)
    return ballot, numbers


def address(name: str, ballot, *more) -> str:
    return reverse(f"ballots:{name}", args=[ballot.uuid, *more])


class TestCheck:
    def test_answers_a_number_by_post(self, client, published):
        ballot, numbers = published

        page = client.post(address("check", ballot), {"receipt": numbers[1].hex})

        assert "Din röst räknas" in page.content.decode()
        assert "medverkan-proof/1" in page.content.decode()

    def test_tells_of_a_correction_and_how_to_object(self, client, published):
        ballot, numbers = published

        page = client.post(address("check", ballot), {"receipt": numbers[0].hex})

        assert "Borttagen efter kontroll" in page.content.decode()
        assert "Rättelse 1" in page.content.decode()

    def test_reads_no_number_from_the_address(self, client, published):
        ballot, numbers = published

        page = client.get(address("check", ballot), {"receipt": numbers[1].hex})

        assert "Din röst räknas" not in page.content.decode()


class TestNumber:
    def test_shows_the_sum_the_picture_and_the_limits(self, client, published):
        page = client.get(address("number", published[0])).content.decode()

        assert "Räknade röster" in page
        assert '<svg class="chain"' in page
        assert "Vad detta inte visar" in page

    def test_shows_the_sum_before_anything_is_sealed(self, client, monkeypatch):
        monkeypatch.setattr(clock, "now", lambda: AT)

        page = client.get(address("number", BallotFactory()))

        assert page.status_code == 200


class TestCorrections:
    def test_are_listed_with_ground_and_role(self, client, published):
        page = client.get(address("corrections", published[0])).content.decode()

        assert "Rösterna var gjorda av ett program" in page


class TestFiles:
    def test_are_what_the_verifier_reads(self, client, published, tmp_path):
        answer = client.get(address("export", published[0]))
        packed = io.BytesIO(b"".join(answer.streaming_content))
        zipfile.ZipFile(packed).extractall(tmp_path)
        folder = tmp_path / str(published[0].uuid)

        roster = reverse("ballots:roster", args=["2026-11-10"])
        (tmp_path / "roster.txt").write_bytes(client.get(roster).content)
        ledger = verify.verify(folder, [str(tmp_path / "roster.txt")])

        assert ledger.problems == []
        run = [sys.executable, "-I", str(folder / "verify.py"), str(folder)]
        assert subprocess.run(run, capture_output=True, check=True)

    @pytest.mark.parametrize(
        "name", ["about", "heads", "leaves", "corrections_data", "number"]
    )
    def test_are_public_and_set_no_cookie(self, client, published, name):
        answer = client.get(address(name, published[0]))

        assert answer.status_code == 200
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies

    def test_give_leaves_by_place(self, client, published):
        answer = client.get(address("leaves", published[0]), {"from": 2, "to": 4})

        assert answer.content.count(b"medverkan-ledger/1") == 2

    def test_refuse_places_that_are_no_numbers(self, client, published):
        answer = client.get(address("leaves", published[0]), {"from": "x"})

        assert answer.status_code == 400

    def test_give_tiles_under_the_public_head(self, client, published):
        answer = client.get(address("tile", published[0], 0, 0))

        assert len(answer.content) == 9 * 32
        assert client.get(address("tile", published[0], 0, 1)).status_code == 404

    @pytest.mark.parametrize("name", ["about", "leaves", "export", "corrections_data"])
    def test_wait_for_the_first_head(self, client, name):
        assert client.get(address(name, BallotFactory())).status_code == 404

    def test_name_every_key_at_a_fixed_address(self, client, published):
        keys = json.loads(client.get("/rost/nycklar.json").content)

        assert [key["signs"] for key in keys] == ["heads"]

    def test_offer_the_verifier(self, client):
        answer = client.get("/rost/verify.py")

        assert b"RFC 8032" in answer.content
