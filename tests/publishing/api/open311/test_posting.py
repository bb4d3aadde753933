import xml.etree.ElementTree as ET

import pytest
from django.core.cache import cache

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases.models import Case
from medverkan.reference.bodies.models import Topic
from tests.factories.api import fault_rules, issued
from tests.factories.bodies import AddressFactory, BodyFactory, TopicFactory
from tests.factories.cases import asked

pytestmark = pytest.mark.django_db

URL = "/open311/v2/requests.json"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def secret() -> str:
    cache.clear()
    fault_rules()
    TopicFactory(slug="belysning")
    return issued().secret


def report(secret: str, **values) -> dict[str, str]:
    return {
        "api_key": secret,
        "service_code": "belysning",
        "description": "Lampan vid bron är trasig.",
        "lat": "57.72",
        "long": "12.94",
    } | values


@pytest.fixture
def number(secret):
    """What is asked about the service of what is sent."""
    return asked(
        Topic.objects.get(slug="belysning"), "Stolpens nummer", is_required=True
    )


class TestAttributes:
    def test_stand_last_in_what_was_said(self, client, secret, number):
        sent = report(secret) | {"attribute[stolpens-nummer]": "0417"}

        assert client.post(URL, sent).status_code == 200
        assert Case.objects.get().opening.text.endswith("Stolpens nummer: 0417")

    def test_are_asked_for_where_they_are_needed(self, client, secret, number):
        refused = client.post(URL, report(secret))

        assert refused.status_code == 400
        assert "stolpens-nummer" in refused.json()[0]["description"]

    def test_are_defined_with_the_service(self, client, secret, number):
        defined = client.get("/open311/v2/services/belysning.json").json()
        attribute, consent = defined["attributes"]
        assert (attribute["order"], consent["order"]) == (1, 2)
        assert attribute["code"] == "stolpens-nummer"
        assert attribute["datatype"] == "string"
        assert attribute["required"] is True


class TestPost:
    def test_finds_where_an_address_lies(self, client, secret):
        spot = AddressFactory(street__name="Åsbogatan", number=12)
        place = {"address_string": "Åsbogatan 12", "lat": "", "long": ""}

        client.post(URL, report(secret, **place))

        assert Case.objects.get().longitude == spot.longitude

    def test_makes_a_case_and_tells_its_reference(self, client, secret):
        response = client.post(URL, report(secret, address_string="Stora bron"))

        case = Case.objects.get()
        assert response.status_code == 200
        assert response.json()[0]["service_request_id"] == case.reference
        assert response.json()[0]["service_notice"]
        assert case.channel == "api"
        assert case.topic.slug == "belysning"
        assert (case.latitude, case.longitude) == (57.72, 12.94)
        assert case.place == "Stora bron"

    def test_answers_in_xml(self, client, secret):
        response = client.post("/open311/v2/requests.xml", report(secret))

        root = ET.fromstring(response.content)
        assert (
            root.findtext("request/service_request_id") == Case.objects.get().reference
        )

    def test_confirms_to_the_sender(self, client, secret):
        client.post(
            URL,
            report(
                secret, email="marja@example.org", first_name="Marja", last_name="L"
            ),
        )

        assert Delivery.objects.get().to_email == "marja@example.org"
        assert Case.objects.get().parties.get().name == "Marja L"

    def test_keeps_the_address_of_a_picture_as_words(self, client, secret):
        picture = "http://127.0.0.1:5432/secret.jpg"
        client.post(URL, report(secret, media_url=picture))

        assert picture in Case.objects.get().opening.text

    def test_leaves_it_private_unless_told(self, client, secret):
        client.post(URL, report(secret))
        client.post(URL, report(secret, **{"attribute[may_be_published]": "yes"}))

        told = Case.objects.order_by("pk").values_list("may_be_published", flat=True)
        assert list(told) == [False, True]

    def test_does_not_show_it_before_it_is_published(self, client, secret):
        reference = client.post(URL, report(secret)).json()[0]["service_request_id"]

        assert client.get(f"/open311/v2/requests/{reference}.json").status_code == 404

    def test_takes_what_has_no_topic_to_the_front_desk(self, client, secret):
        desk = BodyFactory(kind="executive_board")
        client.post(URL, report(secret, service_code="other"))

        assert Case.objects.get().body == desk

    def test_serves_without_a_description(self, client, secret):
        client.post(URL, report(secret, description=""))

        assert Case.objects.get().opening.text == str(Case.objects.get().topic.name)

    def test_takes_the_key_from_a_header(self, client, secret):
        form = report(secret)
        del form["api_key"]

        assert client.post(URL, form, headers={"X-API-Key": secret}).status_code == 200

    def test_takes_out_identity_numbers(self, client, secret):
        client.post(URL, report(secret, description="Ring 19900101-0017 om lampan"))

        assert "0017" not in Case.objects.get().opening.text

    def test_counts_once_under_the_same_idempotency_key(self, client, secret):
        headers = {"Idempotency-Key": "abc"}
        first = client.post(URL, report(secret), headers=headers).json()
        second = client.post(URL, report(secret), headers=headers).json()
        other = client.post(URL, report(secret, lat="1"), headers=headers)

        assert first == second
        assert other.status_code == 409
        assert Case.objects.count() == 1

    def test_takes_two_under_keys_that_differ_only_at_the_end(self, client, secret):
        for key in ("x" * 200 + "1", "x" * 200 + "2"):
            client.post(URL, report(secret), headers={"Idempotency-Key": key})

        assert Case.objects.count() == 2


class TestRefusal:
    @pytest.mark.parametrize("key", ["", "wrong"])
    def test_without_a_key(self, client, secret, key):
        response = client.post(URL, report(key))

        assert response.status_code == 403
        assert response.json()[0]["code"] == 403

    def test_without_a_service_code(self, client, secret):
        assert client.post(URL, report(secret, service_code="")).status_code == 400

    def test_of_an_unknown_service(self, client, secret):
        assert client.post(URL, report(secret, service_code="hiss")).status_code == 404

    def test_of_another_jurisdiction(self, client, secret):
        response = client.post(URL, report(secret, jurisdiction_id="chicago.gov"))

        assert response.status_code == 404

    @pytest.mark.parametrize(
        "values",
        [
            {"lat": "", "long": ""},
            {"lat": "57.7", "long": ""},
            {"lat": "91"},
            {"lat": "nan"},
            {"long": "inf"},
            {"lat": "här"},
            {"email": "nobody"},
            {"media_url": "javascript:alert(1)"},
            {"media_url": "file:///etc/passwd"},
            {"description": "x" * 4001},
            {"address_string": "x" * 201},
        ],
    )
    def test_of_what_cannot_be_read(self, client, secret, values):
        response = client.post(URL, report(secret, **values))

        assert response.status_code == 400
        assert all(row["code"] == 400 for row in response.json())
        assert Case.objects.count() == 0

    def test_of_a_body_that_is_no_form(self, client, secret):
        response = client.post(URL, report(secret), content_type="application/json")

        assert response.status_code == 400

    @pytest.mark.parametrize(
        ("sent", "kind", "status"),
        [
            ("description=" + "x" * 3_000_000, FORM, 413),
            ("description=hej", FORM + "; charset=utf-7", 400),
            ("description=hej", "multipart/form-data", 400),
        ],
    )
    def test_in_its_own_words_of_a_body_too_large_or_broken(
        self, client, secret, sent, kind, status
    ):
        response = client.generic("POST", URL, sent, content_type=kind)

        assert response.status_code == status
        assert [row["code"] for row in response.json()] == [status]

    def test_of_more_than_a_key_may(self, client, secret, settings):
        settings.API_WRITES_PER_MINUTE = 1
        client.post(URL, report(secret))

        assert client.post(URL, report(secret)).status_code == 429
        assert Case.objects.count() == 1
