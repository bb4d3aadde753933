"""Proposals that residents of other municipalities have written, taken in and found again."""

from __future__ import annotations

import json
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medverkan.foundation.search.similar import similar
from tests import shared_data
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleAssignmentFactory
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


def run(path: Path, *options: str) -> dict:
    out = StringIO()
    with suppress(CommandError):
        call_command("import_cases", path, "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def reviewer():
    RuleSetFactory()
    role = RoleAssignmentFactory(
        user=UserFactory(),
        role="reviewer",
        body=BodyFactory(kind="executive_board"),
    )
    return role.user


@pytest.fixture
def proposals():
    files = sorted(shared_data.folder("proposals").glob("*.jsonl"))
    return [json.loads(row) for file in files for row in file.read_text().splitlines()]


@pytest.mark.usefixtures("reviewer")
class TestFilesAsTheyAre:
    def test_have_every_row_without_a_day_named(self):
        for file in sorted(shared_data.folder("proposals").glob("*.jsonl")):
            told = run(file, "--dry-run")

            assert told["counts"]["bad"] == len(file.read_text().splitlines())
            assert all("Datum: Datumet saknas." in r["reasons"] for r in told["rows"])
            assert {"municipality", "signatures"} & set(told["columns_passed_over"])


class TestProposals:
    def test_are_taken_in_once_and_found_by_their_own_titles(
        self, tmp_path, reviewer, proposals
    ):
        file = tmp_path / "proposals.jsonl"
        rows = [
            {
                "id": number,
                "title": one["title"],
                "text": one.get("description") or one["title"],
                "date": one.get("start") or f"{one.get('year', 2021)}-06-01",
            }
            for number, one in enumerate(proposals[::4])
        ]
        file.write_text("\n".join(json.dumps(row) for row in rows))

        first = run(file, "--published-by", reviewer.email)
        second = run(file, "--published-by", reviewer.email)
        call_command("reindex", verbosity=0, stdout=StringIO())

        assert first["counts"]["made"] == len(rows)
        assert second["counts"]["already"] == len(rows)
        for row in rows:
            found = similar(row["title"], audiences=["public"], by_meaning=False)
            assert found[0].entry.title == row["title"]
