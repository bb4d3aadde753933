import json

import pytest
from django.urls import reverse

from medverkan.foundation import calendar, clock
from medverkan.site import csp
from tests.factories.bodies import RoleAssignmentFactory

pytestmark = pytest.mark.django_db


def sent(client, said):
    body = said if isinstance(said, str | bytes) else json.dumps({"csp-report": said})
    return client.post("/csp-rapport/", body, content_type="application/csp-report")


def counted():
    return csp.counts_of(calendar.local_date(clock.now()))


@pytest.fixture(autouse=True)
def empty_cache():
    csp.cache.clear()


class TestReport:
    def test_is_counted_by_rule_and_host(self, client):
        said = {
            "effective-directive": "script-src",
            "blocked-uri": "https://evil.example/x.js?secret=1",
            "document-uri": "https://medverkan.example/mitt-arende/secret/",
        }

        for _ in range(2):
            assert sent(client, said).status_code == 204

        assert counted() == {("script-src", "evil.example"): 2}

    @pytest.mark.parametrize(
        "said",
        ["", "{", "[]", "null", '{"csp-report": 1}', b"\xff", "[" * 10_000, {}],
    )
    def test_that_is_none_is_passed_over(self, client, said):
        assert sent(client, said).status_code == 204
        assert counted() == {}

    def test_that_is_too_long_is_passed_over(self, client):
        said = {"violated-directive": "img-src", "blocked-uri": "x" * 20_000}

        assert sent(client, said).status_code == 204
        assert counted() == {}

    def test_fills_no_memory(self, client):
        for number in range(csp.KINDS_A_DAY + 5):
            sent(client, {"violated-directive": f"rule-{number}"})

        assert len(counted()) == csp.KINDS_A_DAY

    def test_is_where_the_policy_says(self, client):
        policy = client.get("/kakor/")["Content-Security-Policy"]

        assert f"report-uri {reverse('csp_report')}" in policy


class TestPage:
    def test_is_for_who_runs_the_service(self, client):
        sent(client, {"violated-directive": "img-src", "blocked-uri": "data"})
        held = RoleAssignmentFactory(role="registrar")
        client.force_login(held.user)

        assert client.get(reverse("site:csp_reports")).status_code == 403
