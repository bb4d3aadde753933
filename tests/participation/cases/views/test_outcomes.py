import csv
import datetime as dt
import io

import pytest

from medverkan.foundation import clock
from medverkan.participation.cases import operations
from medverkan.participation.cases.funnel.tables import DEFINITIONS
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RefusalGroundFactory, RuleSetFactory

pytestmark = pytest.mark.django_db

PAGE = "/fran-forslag-till-verklighet/"


@pytest.fixture(autouse=True)
def _at(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT + dt.timedelta(days=10))


@pytest.fixture
def rule_set():
    outside = RefusalGroundFactory(
        code="outside", text="Kommunen bestämmer inte över det."
    )
    return RuleSetFactory(gathering=True, votes=150, grounds=[outside])


@pytest.fixture
def case(rule_set):
    """A proposal that was refused."""
    case = lodged(pathway=rule_set.pathway)
    operations.refuse_publication(
        case=case,
        ground="outside",
        version=case.version,
        actor=officer_of(case),
        at=AT + dt.timedelta(days=1),
    )
    return case


def body_of(response) -> str:
    return response.content.decode("utf-8-sig")


class TestPage:
    def test_shows_how_far_the_proposals_of_each_way_came(self, client, case):
        response = client.get(PAGE)

        assert f'id="slag-{case.pathway.slug}"' in body_of(response)
        assert "Kommunen bestämmer inte över det." in body_of(response)
        assert response.headers["Cache-Control"].startswith("public")

    def test_leads_from_every_picture_to_definition_and_data(self, client, case):
        text = body_of(client.get(PAGE))

        pictures = text.count('<table class="bars">')
        assert pictures == 3
        assert text.count(">CSV<") == text.count(">JSON<") == pictures
        assert all(f'id="{one.name}"' in text for one in DEFINITIONS)

    def test_says_so_when_nothing_came_in(self, client):
        assert "Inget förslag kom in" in body_of(client.get(PAGE))

    @pytest.mark.parametrize("query", ["ar=%00", "per='--", "ar=1066&per=🙂"])
    def test_shows_the_usual_for_nonsense_and_says_so(self, client, case, query):
        response = client.get(f"{PAGE}?{query}")

        assert response.status_code == 200
        assert response.context["form"].errors
        assert response.context["table"].total.funnel.received == 1

    @pytest.mark.parametrize("per", ["slag", "ar", "organ"])
    @pytest.mark.parametrize("year", ["alla", "2026"])
    def test_counts_by_each(self, client, case, year, per):
        response = client.get(PAGE, {"ar": year, "per": per})

        assert response.context["table"].total.funnel.received == 1

    def test_counts_whole_months_by_area(self, client, case):
        response = client.get(PAGE, {"per": "omrade"})

        assert response.context["table"].period.last == dt.date(2026, 10, 31)

    @pytest.mark.parametrize("language", ["", "/en", "/fi"])
    def test_is_there_in_each_language(self, client, case, language):
        assert client.get(f"{language}{PAGE}").status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_takes_four_queries(self, client, case, count, django_assert_num_queries):
        for _ in range(count):
            lodged(pathway=RuleSetFactory(gathering=True, votes=150).pathway)

        with django_assert_num_queries(4):
            client.get(PAGE)


class TestFiles:
    def test_say_what_the_page_says(self, client, case):
        text = body_of(client.get("/fran-forslag-till-verklighet.csv"))
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
        data = client.get("/fran-forslag-till-verklighet.json").json()

        assert rows[1][2:5] == [case.pathway.slug, str(case.pathway), "1"]
        assert {len(row) for row in rows} == {len(rows[0])}
        assert data["total"]["refused"] == {"outside": 1}
        assert sum(data["total"]["now"].values()) == data["total"]["received"] == 1

    @pytest.mark.parametrize("kind", ["csv", "json"])
    def test_say_no_to_nonsense(self, client, kind):
        response = client.get(f"/fran-forslag-till-verklighet.{kind}?ar=1066")

        assert response.status_code == 400
        assert "alla, 2026" in body_of(response)
