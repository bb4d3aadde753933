"""The organisation of Borås and the names of all municipalities, in and out again."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
from django.utils.text import slugify

from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies import operations
from medverkan.reference.bodies.exchange import writing
from medverkan.reference.bodies.exchange.tables import AREAS, BODIES
from medverkan.reference.bodies.models import Area, Body
from tests import shared_data

pytestmark = pytest.mark.django_db


def _row(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"slug": slugify(name), "kind": kind, "name": {"sv": name}, **more}


@pytest.fixture
def boras() -> dict[str, Any]:
    """Return what is known of Borås, as our file has it."""
    known = json.loads(
        (shared_data.folder("domain") / "boras_organisation.json").read_text()
    )
    outline = json.loads(
        (shared_data.folder("places") / "boras_1490.geojson").read_text()
    )
    council, committee = (one["name"] for one in known["kommunfullmaktige_organ"])
    bodies = [_row(council, "council")]
    bodies.append(_row(committee, "preparatory_committee", authority=slugify(council)))
    for one in known["nämnder"]:
        kind = "executive_board" if one["name"] == "Kommunstyrelsen" else "board"
        # Some have several: "FoF/FoFN".
        bodies.append(_row(one["name"], kind, abbreviation=one.get("abbr", "")))
    bodies += [
        _row(one["name"], "administration", authority="kommunstyrelsen")
        for one in known["förvaltningar"]
    ]
    bodies += [_row(name, "company") for name in known["bolag"]["items"]]
    bodies += [
        _row(one["name"], "advisory_council", authority="kommunstyrelsen")
        for one in known["råd"]
    ]
    whole = {"slug": "boras", "name": "Borås", "kind": "municipality"}
    whole["outline"] = outline["features"][0]["geometry"]
    parts = [
        {"slug": slugify(name), "name": name, "kind": "rural", "parent": "boras"}
        for name in known["socknar_partial"]
    ]
    return {"bodies": bodies, "areas": [*parts, whole]}


@pytest.fixture
def take_in(at):
    def take_in(written: Any, *, is_dry_run: bool = False) -> operations.Outcome:
        content = written if isinstance(written, str) else json.dumps(written)
        return operations.import_organisation(
            content=content.encode(), is_dry_run=is_dry_run, actor=SYSTEM, at=at
        )

    return take_in


class TestOrganisation:
    def test_is_checked_whole_before_anything_is_saved(self, take_in, boras):
        outcome = take_in(boras, is_dry_run=True)

        assert outcome.problems == []
        assert outcome.created["bodies"] == len(boras["bodies"])
        assert not Body.objects.exists()

    def test_comes_out_as_it_went_in(self, take_in, boras):
        take_in(boras)

        first = writing.as_json()
        again = take_in(first)

        assert again.unchanged.total() == len(boras["bodies"]) + len(boras["areas"])
        assert writing.as_json() == first
        assert Area.objects.get(slug="boras").outline["type"] == "MultiPolygon"

    @pytest.mark.parametrize("table", [BODIES, AREAS])
    def test_comes_out_the_same_as_csv(self, take_in, boras, table):
        take_in(boras)

        again = take_in(writing.as_csv(table))

        assert again.problems == []
        assert again.unchanged == {table.name: len(boras[table.name])}

    def test_names_what_is_wrong_with_the_file_as_others_write_it(self, take_in):
        file = shared_data.folder("domain") / "boras_organisation.json"

        outcome = take_in(file.read_text())

        named = {problem.table for problem in outcome.problems}
        assert {"nämnder", "förvaltningar", "bolag"} <= named
        assert not Body.objects.exists()


class TestPlaces:
    def test_of_the_whole_country_are_areas(self, take_in):
        file = shared_data.folder("places") / "kommuner_290.csv"
        rows = list(csv.DictReader(file.read_text().splitlines()))
        lines = [f"{row['kommun_kod']};{row['kommun']};municipality" for row in rows]

        outcome = take_in("\n".join(["slug;name;kind", *lines]))

        assert outcome.created == {"areas": 290}
        assert Area.objects.get(slug="0114").name == "Upplands Väsby"
