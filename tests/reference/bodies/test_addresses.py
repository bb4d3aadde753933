import datetime as dt
import json

import pytest
from django.core.management import call_command

from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.reference.bodies import operations, projection
from medverkan.reference.bodies.models import Address, Street
from medverkan.reference.bodies.queries import exact_address, find_addresses
from tests.factories.bodies import AreaFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)
HEAD = "Gatunamn;Gatunummer;Bokstav;Postort;N;E\n"
LIST = HEAD + (
    "Åsbogatan;12;;Borås;6399402,8;377297,4\n"
    "Åsbogatan;14;A;Borås;6399412,8;377297,4\n"
    "Åsbogatan;14;B;Borås;6399422,8;377297,4\n"
    "Skolgatan;3;;Borås;6399502,8;377297,4\n"
    "Skolgatan;3;;Fristad;6410502,8;380297,4\n"
    "7:e Villagatan;5;;Borås;6399602,8;377297,4\n"
    "Sankt Olofsgatan;8;;Borås;6399702,8;377297,4\n"
)


def imported(text: str = LIST, *, is_dry_run: bool = False, actor=SYSTEM):
    content = text if isinstance(text, bytes) else text.encode()
    return operations.import_addresses(
        content=content, is_dry_run=is_dry_run, actor=actor, at=AT
    )


def labels(text: str) -> list[str]:
    return [found.label for found in find_addresses(text)]


class TestProjection:
    def test_gives_what_lantmateriet_publishes_for_its_control_point(self):
        published = projection.Projection(
            central_meridian=13 + 35 / 60 + 7.692 / 3600,
            scale=1.00000254,
            false_northing=-6226307.8640,
            false_easting=84182.8790,
        )

        latitude, longitude = projection.to_degrees(
            northing=1135809.413803, easting=555304.016555, projection=published
        )

        assert latitude == pytest.approx(66, abs=1e-9)
        assert longitude == pytest.approx(24, abs=1e-9)

    def test_leaves_the_central_meridian_where_it_is(self):
        _, longitude = projection.to_degrees(northing=6_400_000, easting=500_000)

        assert longitude == 15


class TestImport:
    def test_takes_a_list_in_the_coordinates_of_swedish_maps(self):
        outcome = imported()

        one = Address.objects.get(street__name="Åsbogatan", number=12)
        assert (outcome.created, outcome.problems) == (7, [])
        assert (one.latitude, one.longitude) == pytest.approx((57.72, 12.94), abs=1e-5)

    @pytest.mark.parametrize(
        "text",
        [
            "street,number,town,lat,lon\nÅsbogatan,12,Borås,57.72,12.94\n",
            "Adressområde\tAdressplats\tPostort\tX\tY\nÅsbogatan\t12\tBORÅS\t377297,4\t6399402,8\n",
            "﻿GATA;NR;ORT;X;Y\r\n Åsbogatan ;12;Borås;6 399 402,8;377 297,4\r\n",
        ],
    )
    def test_knows_the_ways_in_which_lists_are_written(self, text):
        outcome = imported(text)

        assert outcome.problems == []
        assert labels("åsbogatan 12") == ["Åsbogatan 12, Borås"]

    def test_reads_what_excel_writes_on_windows(self):
        imported(LIST.encode("cp1252"))

        assert Street.objects.filter(name="Åsbogatan").exists()

    @pytest.mark.parametrize(
        ("row", "column"),
        [
            (";12;;Borås;6399402;377297", "street"),
            ("Åsbogatan;;;Borås;6399402;377297", "number"),
            ("Åsbogatan;tolv;;Borås;6399402;377297", "number"),
            ("Åsbogatan;12B;C;Borås;6399402;377297", "number"),
            ("Åsbogatan;12;1;Borås;6399402;377297", "letter"),
            ("Åsbogatan;12;;Borås;;", "northing/easting"),
            ("Åsbogatan;12;;Borås;377297;6399402", "northing/easting"),
            ("Åsbogatan;12;;Borås;nan;nan", "northing/easting"),
            ("Åsbogatan;12", "northing/easting"),
        ],
    )
    def test_names_a_bad_row_and_takes_the_others(self, row, column):
        outcome = imported(LIST + row + "\n")

        [problem] = outcome.problems
        assert (problem.line, problem.column) == (9, column)
        assert outcome.created == 7

    def test_names_an_address_that_stands_there_twice(self):
        outcome = imported(LIST + "Åsbogatan;12;;Borås;6390000;377000\n")

        assert "rad 2" in outcome.problems[0].why

    def test_again_changes_nothing(self):
        imported()

        again = imported()

        assert (again.created, again.unchanged) == (0, 7)

    def test_moves_and_removes_what_the_new_list_says(self):
        imported()

        outcome = imported(HEAD + "Åsbogatan;12;;Borås;6399500;377300\n")

        assert (outcome.updated, outcome.removed) == (1, 6)
        assert Street.objects.count() == 1

    def test_of_nothing_removes_nothing(self):
        imported()

        for text in (HEAD, "", "a;b\n1;2\n", HEAD + "Åsbogatan;x;;;;\n"):
            assert imported(text).problems
        assert Address.objects.count() == 7

    def test_may_be_tried(self):
        outcome = imported(is_dry_run=True)

        assert outcome.created == 7
        assert not Address.objects.exists()

    def test_is_refused_to_others(self):
        with pytest.raises(NotPermitted):
            imported(actor=ANYONE)

    def test_by_command_tells_each_row_as_json(self, tmp_path, capsys):
        file = tmp_path / "adresser.csv"
        file.write_text(LIST + "Åsbogatan;tolv;;Borås;1;2\n")

        with pytest.raises(SystemExit) as ended:
            call_command("import_addresses", str(file), json=True)

        told = json.loads(capsys.readouterr().out)
        assert ended.value.code == 1
        assert (told["created"], told["problems"][0]["line"]) == (7, 9)


class TestFinding:
    @pytest.fixture(autouse=True)
    def _register(self):
        imported()

    @pytest.mark.parametrize(
        "text",
        [
            "Åsbogatan 12",
            "åsbogatan 12, 503 36 borås",
            "ASBOGATAN 12",
            "åsbogatan12",
            "Utanför huset på Åsbogatan 12 i Borås",
            "Åsbog. 12",
            "vid 3 stora träd, åsbogatan 12",
        ],
    )
    def test_knows_the_address_in_other_words(self, text):
        assert exact_address(text).label == "Åsbogatan 12, Borås"

    @pytest.mark.parametrize("text", ["Åsboggatan 12", "Åsbogatna 12", "Osbogatan 12"])
    def test_proposes_what_a_misspelt_name_may_mean(self, text):
        assert labels(text) == ["Åsbogatan 12, Borås"]
        assert exact_address(text) is None

    def test_proposes_each_town_unless_one_is_named(self):
        assert len(labels("Skolgatan 3")) == 2
        assert exact_address("Skolgatan 3, Fristad").label == "Skolgatan 3, Fristad"

    def test_proposes_each_letter_unless_one_is_named(self):
        assert labels("Åsbogatan 14") == [
            "Åsbogatan 14 A, Borås",
            "Åsbogatan 14 B, Borås",
        ]
        assert exact_address("åsbogatan 14b").label == "Åsbogatan 14 B, Borås"
        assert exact_address("åsbogatan 14 C") is None

    def test_knows_names_with_signs_and_numbers(self):
        assert exact_address("7:e villagatan 5").label == "7:e Villagatan 5, Borås"
        assert labels("s:t Olofsgatan 8") == []

    @pytest.mark.parametrize(
        "text",
        ["", "12", "Åsbogatan", "Åsbogatan 999", "Bron över ån", "\x00", "²³ ½ 12"],
    )
    def test_leaves_other_words_alone(self, text):
        assert labels(text) == []

    def test_of_endless_words_ends(self):
        assert labels("Åsbogatan 1 " * 10_000) == []

    def test_tells_the_area(self):
        west, south, east, north = 12.9, 57.7, 13.0, 57.8
        ring = [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ]
        AreaFactory(name="Centrum", outline={"type": "Polygon", "coordinates": [ring]})

        assert exact_address("Åsbogatan 12").in_area == "Åsbogatan 12, Borås (Centrum)"

    def test_asks_the_database_little(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(3):
            find_addresses("Åsbogatan 12")
