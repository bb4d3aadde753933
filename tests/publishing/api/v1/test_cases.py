import pytest
from django.utils.dateparse import parse_datetime

from medverkan.participation.cases import operations
from medverkan.participation.cases.states import Outcome
from medverkan.reference.bodies.models import Topic
from tests.factories.api import fault_rules, reported
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/cases"


def references(response) -> list[str]:
    return [row["reference"] for row in response.json()["cases"]]


class TestList:
    def test_tells_what_is_published_and_nothing_else(self, client):
        case = reported(fault_rules())
        lodged()

        response = client.get(URL)

        assert references(response) == [case.reference]
        row = response.json()["cases"][0]
        assert row["title"] == "Lampan vid bron"
        assert row["kind"]["slug"] == case.pathway.slug
        assert row["arrived_date"] == "2026-11-10"
        assert row["votes"] is None

    def test_names_nobody(self, client):
        reported(fault_rules())

        assert b"Marja" not in client.get(URL).content

    def test_may_be_kept_by_anyone_and_read_from_any_page(self, client):
        response = client.get(URL)

        assert "public" in response["Cache-Control"]
        assert response["ETag"]
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Vary"] == "Accept-Language"
        assert not response.cookies
        assert "Access-Control-Allow-Credentials" not in response

    def test_tells_that_nothing_has_changed(self, client):
        etag = client.get(URL)["ETag"]

        assert client.get(URL, headers={"If-None-Match": etag}).status_code == 304

    @pytest.mark.parametrize("field", ["topic", "body", "kind"])
    def test_is_narrowed_as_the_page_is(self, client, field):
        rules = fault_rules()
        wanted, _other = reported(rules), reported(rules, topic=TopicFactory())
        wanted_kind = reported(fault_rules())
        case = wanted_kind if field == "kind" else wanted
        slug = {
            "topic": case.topic.slug,
            "body": case.body.slug,
            "kind": case.pathway.slug,
        }[field]

        assert references(client.get(URL, {field: slug})) == [case.reference]

    def test_tells_answered_and_waiting_apart(self, client):
        case = reported(fault_rules())

        assert references(client.get(URL, {"answered": "true"})) == []
        assert references(client.get(URL, {"answered": "false"})) == [case.reference]

    def test_goes_on_where_the_page_before_ended(self, client):
        rules = fault_rules()
        all_cases = {reported(rules).reference for _ in range(3)}

        first = client.get(URL, {"limit": 2, "lang": "en"})
        second = client.get(first.json()["next"])

        assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
        assert "lang=en" in first["Link"]
        assert second.json()["next"] is None
        assert {*references(first), *references(second)} == all_cases
        assert "Link" not in second

    @pytest.mark.parametrize(
        ("asked", "parameter"),
        [
            ({"topic": "okant"}, "topic"),
            ({"kind": "a\x00b"}, "kind"),
            ({"answered": "kanske"}, "answered"),
            ({"limit": "101"}, "limit"),
            ({"after": "x"}, "after"),
            ({"stage": "x"}, "stage"),
            ({"lang": "de"}, "lang"),
        ],
    )
    def test_refuses_what_it_cannot_read(self, client, asked, parameter):
        response = client.get(URL, asked)

        assert response.status_code == 422
        assert response["Content-Type"] == "application/problem+json"
        assert [e["parameter"] for e in response.json()["errors"]] == [parameter]

    def test_asks_as_often_however_many_there_are(
        self, client, django_assert_num_queries
    ):
        rules = fault_rules()
        client.get(URL)
        for _ in range(2):
            reported(rules)
            client.get(URL)
            with django_assert_num_queries(1):
                client.get(URL)


class TestCase:
    def test_tells_what_stands_on_its_page(self, client):
        case = reported(fault_rules())
        operations.reply(
            case=case,
            text="Lampan är lagad.",
            outcome=Outcome.FIXED,
            version=case.version,
            actor=officer_of(case),
            at=AT,
        )

        told = client.get(f"{URL}/{case.reference}").json()

        assert told["text"] == "Lampan vid bron är trasig."
        assert told["state"] == "answered"
        assert told["outcome"] == "fixed"
        assert parse_datetime(told["published_at"]) == AT
        assert told["timeline"][0]["state"] == "done"

    def test_is_found_however_the_reference_is_written(self, client):
        case = reported(fault_rules())

        assert client.get(f"{URL}/{case.reference.lower()}").status_code == 200

    @pytest.mark.parametrize("reference", ["2026-00000000", "x", "%00"])
    def test_is_not_there(self, client, reference):
        response = client.get(f"{URL}/{reference}")

        assert response.status_code == 404
        assert response.json()["title"]

    def test_that_is_not_published_is_not_there(self, client):
        assert client.get(f"{URL}/{lodged().reference}").status_code == 404

    def test_never_tells_of_a_protected_topic(self, client):
        case = reported(fault_rules())
        Topic.objects.filter(pk=case.topic_id).update(is_protected=True)

        assert client.get(f"{URL}/{case.reference}").json()["topic"] is None


class TestLanguage:
    def test_is_swedish_unless_another_is_asked_for(self, client):
        told = [
            client.get(f"{URL}/x", headers={"Accept-Language": language}).json()[
                "title"
            ]
            for language in ("", "de", "en-GB,sv;q=0.5", "*")
        ]

        assert told[0] == told[1] == told[3]
        assert told[2] == "There is nothing here"

    def test_in_the_address_goes_first(self, client):
        headers = {"Accept-Language": "sv"}
        response = client.get(f"{URL}/x?lang=en", headers=headers)

        assert response["Content-Language"] == "en"
        assert response.json()["title"] == "There is nothing here"


class TestMethods:
    def test_that_are_not_taken_are_told(self, client):
        response = client.delete(URL)

        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD, POST"
        assert response.json()["status"] == 405

    def test_head_is_get_without_the_words(self, client):
        assert client.head(URL).status_code == 200

    def test_unknown_addresses_are_problems_too(self, client):
        response = client.get("/api/v1/cases/x/y")

        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
