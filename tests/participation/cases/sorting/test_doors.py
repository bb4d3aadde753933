import datetime as dt

import pytest

from medverkan.participation.cases.models import WrongDoor
from medverkan.participation.cases.sorting import hints

AT = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def slugs(text):
    return [hint.door.slug for hint in hints(text, at=AT)]


class TestHints:
    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            ("Jag vill överklaga beslutet om bygglov", "overklaga"),
            ("I want to lodge an appeal", "overklaga"),
            ("Haluan valittaa päätöksestä", "overklaga"),
            ("Vårdcentralen svarar aldrig i telefon", "varden-1177"),
            ("I need a doctor's appointment", "varden-1177"),
            ("Terveyskeskukseen ei saa lääkäriaikaa", "varden-1177"),
            ("Bussen kom inte i morse heller", "kollektivtrafiken"),
            ("Busschauffören körde förbi oss", "kollektivtrafiken"),
            ("Min cykel blev stulen vid stationen", "polisen"),
            ("Riksväg 40 är full av gropar", "trafikverket"),
            ("När får jag min skatteåterbäring?", "skatteverket"),
            ("Min sjukpenning har inte kommit", "forsakringskassan"),
            (
                "Jag vill lämna synpunkter på detaljplanen för Hulta",
                "samrad-detaljplan",
            ),
            ("Jag begär ut protokollet från nämnden", "begar-ut-handling"),
            ("Jag vill göra en orosanmälan", "orosanmalan"),
            ("Hjälp, det brinner i soprummet", "nodlaget"),
            ("Skynda er, inbrott pågår hos grannen", "nodlaget"),
            ("En gubbe ligger på torget och andas knappt", "nodlaget"),
            ("There is a burglary in progress next door", "nodlaget"),
            ("Jag vill inte leva längre", "nagon-att-prata-med"),
            ("Pappa slår mig", "bris"),
        ],
    )
    def test_tell_where_it_may_belong(self, text, slug):
        assert slug in slugs(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Snöröjningen på vår gata är dålig",
            "Busskuren på Hulta torg har inget glas",
            "Lärarna är för få på skolan",
            "Brandstationen borde bli museum",
            "Skolmaten är kall",
            "Det pågår arbete på vår gata hela natten",
            "Hemtjänsten kom inte i går",
            "The street light is broken",
            "Leikkipaikka on rikki",
            "",
        ],
    )
    def test_say_nothing_when_it_is_ours(self, text):
        assert slugs(text) == []

    def test_are_at_most_three_with_the_urgent_first(self):
        text = (
            "Jag vill inte leva längre. Vårdcentralen svarar inte, bussen kom inte, "
            "polisanmälan lades ner och skatteverket kräver mig."
        )

        assert slugs(text) == ["nagon-att-prata-med", "polisen", "varden-1177"]

    def test_are_shown_from_their_first_day_to_their_last(self):
        WrongDoor.objects.filter(slug="overklaga").update(
            end_date=dt.date(2026, 11, 10)
        )
        assert slugs("Jag överklagar") == ["overklaga"]

        WrongDoor.objects.filter(slug="overklaga").update(end_date=dt.date(2026, 11, 9))
        assert slugs("Jag överklagar") == []
