import xml.etree.ElementTree as ET

import pytest

from tests.factories.api import fault_rules
from tests.factories.bodies import TopicFactory

pytestmark = pytest.mark.django_db


class TestServices:
    def test_are_the_topics_and_one_for_the_rest(self, client):
        fault_rules()
        TopicFactory(slug="belysning")

        services = client.get("/open311/v2/services.json").json()

        assert [s["service_code"] for s in services] == ["belysning", "other"]

    def test_have_the_shape_of_those_captured_elsewhere(self, client):
        fault_rules()
        TopicFactory()

        service = client.get("/open311/v2/services.json").json()[0]

        assert set(service) == {
            "service_code", "service_name", "description", "metadata", "type",
            "keywords", "group",
        }  # fmt: skip
        assert service["metadata"] is True
        assert service["type"] == "realtime"

    def test_are_elements_in_xml(self, client):
        fault_rules()
        TopicFactory(slug="belysning")

        response = client.get("/open311/v2/services.xml")
        root = ET.fromstring(response.content)

        assert response["Content-Type"] == "text/xml; charset=utf-8"
        assert root.tag == "services"
        assert root.findtext("service/service_code") == "belysning"
        assert root.findtext("service/metadata") == "true"

    def test_are_never_a_protected_topic(self, client):
        fault_rules()
        TopicFactory(slug="hemtjanst", is_protected=True)

        assert (
            "hemtjanst" not in client.get("/open311/v2/services.json").content.decode()
        )

    def test_are_none_where_no_fault_reports_are_taken(self, client):
        TopicFactory()

        assert client.get("/open311/v2/services.json").json() == []

    def test_speak_the_language_of_the_address(self, client):
        fault_rules()

        last = client.get("/en/open311/v2/services.json").json()[-1]

        assert last["service_name"] == "Something else"


class TestDefinition:
    def test_asks_whether_it_may_be_published(self, client):
        fault_rules()
        TopicFactory(slug="belysning")

        data = client.get("/open311/v2/services/belysning.json").json()

        assert data["service_code"] == "belysning"
        assert data["attributes"][0]["code"] == "may_be_published"
        assert [v["key"] for v in data["attributes"][0]["values"]] == ["yes", "no"]

    def test_has_attributes_and_values_as_elements(self, client):
        fault_rules()
        TopicFactory(slug="belysning")

        root = ET.fromstring(client.get("/open311/v2/services/belysning.xml").content)

        assert root.tag == "service_definition"
        assert root.findtext("attributes/attribute/datatype") == "singlevaluelist"
        assert root.findtext("attributes/attribute/values/value/key") == "yes"

    def test_is_not_found_under_another_code(self, client):
        fault_rules()

        response = client.get("/open311/v2/services/hissar.json")

        assert response.status_code == 404
        assert response.json()[0]["code"] == 404
        assert "hissar" in response.json()[0]["description"]


class TestJurisdiction:
    def test_may_be_ours(self, client):
        response = client.get("/open311/v2/services.json?jurisdiction_id=boras.se")

        assert response.status_code == 200

    def test_is_not_found_when_another(self, client):
        response = client.get("/open311/v2/services.xml?jurisdiction_id=chicago.gov")

        assert response.status_code == 404
        root = ET.fromstring(response.content)
        assert root.tag == "errors"
        assert root.findtext("error/code") == "404"


class TestDiscovery:
    @pytest.mark.parametrize("ending", ["json", "xml"])
    def test_says_where_we_are(self, client, ending):
        response = client.get(f"/open311/discovery.{ending}")

        assert "/open311/v2/" in response.content.decode()


class TestTokens:
    def test_are_not_used(self, client):
        assert client.get("/open311/v2/tokens/123.json").status_code == 404


class TestEndings:
    def test_other_than_xml_and_json_are_not_found(self, client):
        assert client.get("/open311/v2/services.csv").status_code == 404
