import pytest

from medverkan.participation.ballots.queries import count_of
from medverkan.reference.pathways.models import Pathway
from tests.factories.api import fault_rules, reported
from tests.factories.ballots import BallotFactory
from tests.factories.bodies import AreaFactory, BodyFactory, TopicFactory
from tests.factories.cases import AT
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


def read(client, path, **asked):
    response = client.get(f"/api/v1/{path}", asked)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    return response.json()


def test_topics_leave_out_the_protected(client):
    TopicFactory(slug="orosanmalan", is_protected=True)
    under = TopicFactory(slug="gator", parent=TopicFactory(is_protected=True))

    told = read(client, "topics")["topics"]

    assert [topic["slug"] for topic in told] == [under.slug]
    assert told[0]["parent"] is None


def test_bodies_are_those_of_today(client):
    BodyFactory(slug="forr", end_date="2020-01-01")
    body = BodyFactory(slug="nu")

    told = read(client, "bodies")["bodies"]

    assert "nu" in [one["slug"] for one in told]
    assert "forr" not in [one["slug"] for one in told]
    assert str(body.name) in [one["name"] for one in told]


def test_areas_are_told_by_name(client):
    area = AreaFactory()

    assert area.slug in [one["slug"] for one in read(client, "areas")["areas"]]


def test_names_are_in_the_language_asked_for(client):
    TopicFactory(slug="gator", name={"sv": "Gator", "en": "Streets", "fi": "Kadut"})

    told = [read(client, "topics", lang=code)["topics"] for code in ("sv", "fi")]

    assert [topics[0]["name"] for topics in told] == ["Gator", "Kadut"]


class TestPathways:
    def test_tell_the_rules_in_force(self, client):
        rules = RuleSetFactory(answer_days=7)

        told = read(client, f"pathways/{rules.pathway.slug}")

        assert told["rules"]["answer_days"] == 7
        assert told["rules"]["version"] == rules.version
        assert told["takes_web"] is True

    def test_are_those_that_are_open(self, client):
        rules = RuleSetFactory()
        slug = rules.pathway.slug
        assert slug in [one["slug"] for one in read(client, "pathways")["pathways"]]

        Pathway.objects.filter(pk=rules.pathway_id).update(closes_at=AT)

        assert client.get(f"/api/v1/pathways/{slug}").status_code == 404

    def test_say_where_more_identity_is_asked_for(self, client):
        rules = RuleSetFactory(identity_to_submit=2)

        assert read(client, f"pathways/{rules.pathway.slug}")["takes_web"] is False


class TestFigures:
    def test_come_with_their_definitions(self, client):
        reported(fault_rules())

        told = read(client, "figures", by="topic", period="12-months")

        assert set(told["definitions"]) <= set(told["total"])
        assert told["grouping"] == "topic"

    @pytest.mark.parametrize(
        ("name", "value"),
        [("period", "1999"), ("period", "igår"), ("by", "person")],
    )
    def test_of_what_is_not_told_of_are_refused(self, client, name, value):
        response = client.get("/api/v1/figures", {name: value})

        assert response.status_code == 422
        assert response.json()["errors"][0]["parameter"] == name


class TestBallot:
    def test_adds_up_and_leads_to_its_ledger(self, client):
        ballot = BallotFactory()

        told = read(client, f"ballots/{ballot.uuid}")

        votes = told["votes"]
        parts = ("waiting", "repeated", "expired", "withdrawn", "struck", "counted")
        assert votes["received"] == sum(votes[name] for name in parts)
        assert votes["counted"] == count_of(ballot).counted
        assert told["ledger"]["tiles"].endswith("/tiles/{level}/{index}")
        assert told["case"] is None

    def test_that_is_not_there(self, client):
        assert client.get(f"/api/v1/ballots/{'0' * 32}").status_code == 404


def test_the_matrix_tells_the_ways_that_are_open(client):
    rules = RuleSetFactory()

    told = read(client, "matrix")

    assert rules.pathway.slug in [way["slug"] for way in told["ways"]]


@pytest.mark.parametrize(
    ("path", "queries"),
    [("bodies", 1), ("topics", 3), ("areas", 1), ("pathways", 2), ("matrix", 9)],
)
def test_a_list_asks_as_often_however_long(
    client, django_assert_max_num_queries, path, queries
):
    for _ in range(3):
        RuleSetFactory()
        AreaFactory()
        TopicFactory()
        with django_assert_max_num_queries(queries):
            read(client, path)
