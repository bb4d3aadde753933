"""A client that we did not write, over the network."""

import pytest
import requests
from georeport import GeoReport

from medverkan.foundation import clock
from tests.factories.api import fault_rules, reported
from tests.factories.bodies import TopicFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("output_format", ["json", "xml"])
class TestGeoreport:
    @pytest.fixture
    def city(self, live_server, output_format) -> GeoReport:
        root = f"{live_server.url}/open311/v2"
        return GeoReport(root, jurisdiction="boras.se", output_format=output_format)

    def test_lists_services(self, city):
        fault_rules()
        TopicFactory(slug="belysning")

        services = city.get_service_list()

        assert [s["service_code"] for s in services] == ["belysning", "other"]

    def test_reads_a_definition(self, city):
        fault_rules()

        assert city.get_service_definition("other")["service_code"] == "other"

    def test_reads_requests(self, city):
        rules = fault_rules()
        cases = [reported(rules, at=clock.now()) for _ in range(2)]

        found = city.get_service_requests(status="open")
        one = city.get_service_request(cases[0].reference)

        assert {row["service_request_id"] for row in found} == {
            case.reference for case in cases
        }
        assert one["service_request_id"] == cases[0].reference

    def test_is_told_what_is_wrong(self, city):
        with pytest.raises(requests.HTTPError, match="404"):
            city.get_service_request("2026-0000000")
