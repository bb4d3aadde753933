import datetime as dt
import json
import xml.etree.ElementTree as ET

import pytest
import time_machine

from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from tests import shared_data
from tests.factories.api import fault_rules, reported
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, lodged
from tests.factories.pathways import RuleSetFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_november")]


@pytest.fixture
def _november():
    with time_machine.travel(AT + dt.timedelta(days=1), tick=False):
        yield


def ids(client, **asked) -> list[str]:
    rows = client.get("/open311/v2/requests.json", asked).json()
    return [row["service_request_id"] for row in rows]


class TestList:
    def test_holds_published_fault_reports(self, client):
        case = reported(
            fault_rules(), place="Stora bron", latitude=57.7, longitude=12.9
        )

        row = client.get("/open311/v2/requests.json").json()[0]

        assert row["service_request_id"] == case.reference
        assert row["status"] == "open"
        assert row["service_code"] == case.topic.slug
        assert row["description"] == "Lampan vid bron är trasig."
        assert row["address"] == "Stora bron"
        assert (row["lat"], row["long"]) == (57.7, 12.9)
        assert row["requested_datetime"] == "2026-11-10T00:00:00+01:00"
        assert row["expected_datetime"] == "2026-11-24T00:00:00+01:00"

    @pytest.mark.parametrize("file", ["service_requests.json", "requests_many.xml"])
    def test_has_every_field_that_was_captured_elsewhere(self, client, file):
        text = (shared_data.folder("open311/captured") / file).read_text()
        reported(fault_rules())
        wanted = (
            set(json.loads(text)[0])
            if file.endswith(".json")
            else {field.tag for field in ET.fromstring(text)[0]}
        )

        ours = ET.fromstring(client.get("/open311/v2/requests.xml").content)

        assert ours.tag == "service_requests"
        assert wanted <= {field.tag for field in ours[0]}

    def test_holds_nothing_that_is_not_published(self, client):
        rules = fault_rules()
        lodged(pathway=rules.pathway)
        hidden = reported(rules)
        operations.withdraw(case=hidden, at=AT)

        assert ids(client) == []

    def test_holds_no_other_kind_of_case(self, client):
        reported(RuleSetFactory())

        assert ids(client) == []

    def test_holds_no_protected_case(self, client):
        case = reported(fault_rules())
        Case.objects.filter(pk=case.pk).update(is_protected=True, publication="private")

        assert ids(client) == []

    @pytest.mark.parametrize("ending", ["json", "xml"])
    def test_names_nobody(self, client, ending):
        case = reported(fault_rules())
        Case.objects.filter(pk=case.pk).update(published_name="Marja Lindqvist")

        text = client.get(f"/open311/v2/requests.{ending}").content.decode()

        assert "arja" not in text

    def test_is_newest_first_and_paged(self, client):
        rules = fault_rules()
        cases = [reported(rules, at=AT - dt.timedelta(hours=n)) for n in range(3)]

        assert ids(client) == [case.reference for case in cases]
        assert ids(client, page=2, page_size=2) == [cases[2].reference]

    def test_takes_as_many_queries_whatever_it_holds(
        self, client, django_assert_max_num_queries
    ):
        rules = fault_rules()
        for _ in range(4):
            reported(rules)

        with django_assert_max_num_queries(3):
            client.get("/open311/v2/requests.json")


class TestFilters:
    def test_by_id_override_the_others(self, client):
        rules = fault_rules()
        first, second = reported(rules), reported(rules)
        reported(rules)

        asked = f"{first.reference},{second.reference.lower()},nonsense"
        found = ids(client, service_request_id=asked, status="closed", end_date="x")

        assert set(found) == {first.reference, second.reference}

    def test_by_service_code(self, client):
        rules = fault_rules()
        lamps = reported(rules, topic=TopicFactory(slug="belysning"))
        reported(rules)

        assert ids(client, service_code="belysning, hissar") == [lamps.reference]

    def test_by_the_code_for_the_rest(self, client):
        rules = fault_rules()
        case = reported(rules)
        reported(rules)
        Case.objects.filter(pk=case.pk).update(topic=None)

        assert ids(client, service_code="other") == [case.reference]

    def test_by_status(self, client):
        rules = fault_rules()
        is_open, closed = reported(rules), reported(rules)
        Case.objects.filter(pk=closed.pk).update(state="closed", ended_at=AT)

        assert ids(client, status="open") == [is_open.reference]
        assert ids(client, status="closed") == [closed.reference]
        assert len(ids(client, status="open,closed")) == 2

    def test_by_day(self, client):
        case = reported(fault_rules())

        assert ids(client, start_date="2026-11-10T00:00:00+01:00") == [case.reference]
        assert ids(client, start_date="2026-11-10T00:00:01+01:00") == []
        assert ids(client, end_date="2026-11-10T00:00:00+01:00") == [case.reference]
        assert ids(client, end_date="2026-11-09T23:59:59+01:00") == []

    def test_reach_ninety_days_back_unless_told(self, client):
        rules = fault_rules()
        reported(rules, at=AT - dt.timedelta(days=100))

        assert ids(client) == []
        assert len(ids(client, start_date="2026-07-20")) == 1

    @pytest.mark.parametrize(
        "asked",
        [
            "start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z",
            "start_date=2026-11-10T00:00:00Z&end_date=2026-11-01T00:00:00Z",
            "start_date=yesterday",
            "start_date=2026-13-40T00:00:00Z",
            "end_date=0001-01-01",
            "status=pending",
            "page=0",
            "page=-1",
            "page=%D9%A3",
            "page_size=1001",
            "page_size=1e3",
        ],
    )
    def test_that_cannot_be_read_are_told(self, client, asked):
        response = client.get(f"/open311/v2/requests.json?{asked}")

        assert response.status_code == 400
        assert response.json()[0]["code"] == 400
        assert response.json()[0]["description"]

    def test_survive_nonsense(self, client):
        reported(fault_rules())

        assert ids(client, service_code="\x00';--") == []
        assert ids(client, service_request_id="\x00") == []


class TestOne:
    def test_is_a_list_of_one(self, client):
        case = reported(fault_rules())

        rows = client.get(f"/open311/v2/requests/{case.reference}.json").json()

        assert [row["service_request_id"] for row in rows] == [case.reference]

    def test_tells_the_published_answer(self, client):
        case = reported(fault_rules())
        case.messages.create(
            kind="reply", text="Bytt.", published_text="Lampan är bytt.", written_at=AT
        )

        root = ET.fromstring(
            client.get(f"/open311/v2/requests/{case.reference}.xml").content
        )

        assert root.findtext("request/status_notes") == "Lampan är bytt."

    @pytest.mark.parametrize("ending", ["json", "xml"])
    def test_is_not_found_unless_published(self, client, ending):
        case = lodged(pathway=fault_rules().pathway)

        response = client.get(f"/open311/v2/requests/{case.reference}.{ending}")

        assert response.status_code == 404

    def test_is_not_found_under_nonsense(self, client):
        assert client.get("/open311/v2/requests/%00x.json").status_code == 404

    def test_holds_signs_that_xml_does_not_know(self, client):
        case = reported(fault_rules())
        Case.objects.filter(pk=case.pk).update(published_text="a\x0bb <&> ]]>")

        root = ET.fromstring(
            client.get(f"/open311/v2/requests/{case.reference}.xml").content
        )

        assert root.findtext("request/description") == "a\ufffdb <&> ]]>"
