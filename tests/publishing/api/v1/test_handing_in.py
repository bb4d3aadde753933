import pytest
from django.core.cache import cache

from medverkan.foundation.audit.models import Submission
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases.models import Case, Suspect
from medverkan.publishing.api import operations as api
from medverkan.reference.bodies.models import Topic
from tests.factories.api import administrator, fault_rules, issued
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, asked

pytestmark = pytest.mark.django_db

URL = "/api/v1/cases"


@pytest.fixture
def send(client):
    """Hand something in, with a key, to a town that takes in fault reports."""
    cache.clear()
    rules = fault_rules()
    TopicFactory(slug="belysning")
    key = issued()

    def send(headers=(), **values):
        body = {
            "text": "Lampan vid bron är trasig.",
            "kind": rules.pathway.slug,
            "topic": "belysning",
        }
        return client.post(
            URL,
            body | values,
            content_type="application/json",
            headers={"X-API-Key": key.secret} | dict(headers),
        )

    send.key = key.key
    send.secret = key.secret
    return send


def pointers(response) -> list[str]:
    assert response.status_code == 422
    return [error["pointer"] for error in response.json()["errors"]]


@pytest.fixture
def number():
    """What is asked about the topic of what is sent."""
    return asked(
        Topic.objects.get(slug="belysning"), "Stolpens nummer", is_required=True
    )


class TestAnswers:
    def test_stand_last_in_what_was_said(self, send, number):
        assert send(answers={number.code: "0417"}).status_code == 201

        assert Case.objects.get().opening.text.endswith("Stolpens nummer: 0417")

    def test_are_asked_for_where_they_are_needed(self, send, number):
        assert pointers(send()) == ["#/answers/stolpens-nummer"]

    def test_are_refused_where_nothing_is_asked(self, send):
        assert pointers(send(answers={"farg": "röd"})) == ["#/answers/farg"]

    def test_are_told_of_with_the_topic(self, send, number, client):
        (topic,) = client.get("/api/v1/topics").json()["topics"]

        assert topic["questions"] == [
            {
                "code": "stolpens-nummer",
                "label": "Stolpens nummer",
                "help": "",
                "required": True,
                "choices": [],
            }
        ]


class TestHandingIn:
    def test_makes_a_case_as_the_form_does(self, send):
        response = send(place="Stora bron", latitude=57.72, longitude=12.94)

        case = Case.objects.get()
        assert response.status_code == 201
        assert response.json()["reference"] == case.reference
        assert case.channel == "api"
        assert case.topic.slug == "belysning"
        assert case.opening.title == "Lampan vid bron är trasig"
        assert (case.place, case.latitude, case.longitude) == (
            "Stora bron", 57.72, 12.94,
        )  # fmt: skip
        assert case.may_be_published is False

    def test_tells_the_secret_link_that_opens_the_page(self, send, client):
        told = send().json()
        path = told["secret_link"].removeprefix("http://127.0.0.1:8000")

        assert told["token"] in path
        assert client.get(path).status_code == 200

    def test_confirms_in_the_language_of_the_request(self, send):
        send({"Accept-Language": "fi"}, email="marja@example.org", name="Marja")

        party = Case.objects.get().parties.get()
        assert (party.name, party.language, party.answer_by) == ("Marja", "fi", "email")
        assert Delivery.objects.get().to_email == "marja@example.org"

    def test_takes_the_key_as_a_bearer_token(self, send, client):
        headers = {"X-API-Key": "", "Authorization": f"Bearer {send.secret}"}

        assert send(headers).status_code == 201

    def test_takes_out_identity_numbers(self, send):
        send(text="Ring 19900101-0017 om lampan")

        assert "0017" not in Case.objects.get().opening.text

    def test_lets_it_be_published_only_where_that_was_said(self, send):
        send(may_be_published=True)

        assert Case.objects.get().may_be_published is True

    def test_holds_back_what_looks_like_spam(self, send, client):
        told = send(text="Buy viagra [url=http://x.example]now[/url]").json()

        own = client.get(f"{URL}/by-link", headers={"X-Secret-Link": told["token"]})
        assert Suspect.objects.get().reference == told["reference"]
        assert own.json()["state"] == "held"
        assert Case.objects.count() == 0

    def test_is_never_kept_in_a_cache_nor_read_by_another_page(self, send):
        response = send()

        assert "no-store" in response["Cache-Control"]
        assert "Access-Control-Allow-Origin" not in response


class TestSentTwice:
    def test_under_the_same_key_is_one_case_and_one_link(self, send):
        headers = {"Idempotency-Key": "5f1c"}
        first, second = send(headers), send(headers)

        assert first.json() == second.json()
        assert second.status_code == 201
        assert Case.objects.count() == 1

    def test_with_other_words_is_refused(self, send):
        headers = {"Idempotency-Key": "5f1c"}
        send(headers)

        assert send(headers, text="Något annat").status_code == 409
        assert Case.objects.count() == 1

    def test_keeps_nothing_that_opens_the_link(self, send):
        token = send({"Idempotency-Key": "5f1c"}).json()["token"]

        kept = Submission.objects.get(operation="api.hand_in")
        assert token not in str(kept.result)
        assert kept.result["salt"] != token

    def test_tells_keys_apart_however_long_they_are(self, send):
        send({"Idempotency-Key": "x" * 200 + "1"})
        send({"Idempotency-Key": "x" * 200 + "2"}, text="Något annat")

        assert Case.objects.count() == 2

    def test_by_another_system_is_another_case(self, send):
        headers = {"Idempotency-Key": "5f1c"}
        send(headers)
        send(headers | {"X-API-Key": issued().secret}, text="Något annat")

        assert Case.objects.count() == 2


class TestRefusal:
    @pytest.mark.parametrize(
        ("values", "pointer"),
        [
            ({"text": ""}, "#/text"),
            ({"text": "   "}, "#/text"),
            ({"text": "x" * 20_001}, "#/text"),
            ({"text": 5}, "#/text"),
            ({"title": "x" * 121}, "#/title"),
            ({"kind": "okant"}, "#/kind"),
            ({"topic": "okant"}, "#/topic"),
            ({"topic": "skyddat"}, "#/topic"),
            ({"area": "a\x00"}, "#/area"),
            ({"latitude": 91, "longitude": 1}, "#/latitude"),
            ({"latitude": 57.7}, "#/longitude"),
            ({"email": "ingen"}, "#/email"),
            ({"answer_by": "email"}, "#/email"),
            ({"answer_by": "letter"}, "#/address"),
            ({"answer_by": "röksignal"}, "#/answer_by"),
            ({"may_be_published": "ja"}, "#/may_be_published"),
            ({"personnummer": "1"}, "#/personnummer"),
        ],
    )
    def test_points_to_what_cannot_be_used(self, send, values, pointer):
        TopicFactory(slug="skyddat", is_protected=True)

        assert pointers(send(**values)) == [pointer]
        assert Case.objects.count() == 0

    def test_points_to_everything_at_once(self, send):
        assert pointers(send(text=" ", email="ingen")) == ["#/text", "#/email"]

    def test_asks_for_what_the_rules_of_the_kind_ask_for(self, send):
        rules = fault_rules(
            asks_for_name=True, asks_for_email=True, asks_for_postcode=True
        )

        told = pointers(send(kind=rules.pathway.slug))

        assert told == ["#/email", "#/name", "#/postcode"]

    def test_of_a_kind_that_asks_for_more_identity(self, send):
        rules = fault_rules(identity_to_submit=2)

        assert pointers(send(kind=rules.pathway.slug)) == ["#/kind"]

    def test_in_the_language_asked_for(self, send):
        response = send({"Accept-Language": "en"}, kind="okant")

        detail = response.json()["errors"][0]["detail"]
        assert detail == "Choose one of the kinds in the list."

    @pytest.mark.parametrize("key", ["", "wrong", "å"])
    def test_without_a_key(self, send, key):
        response = send({"X-API-Key": key.encode().decode("latin-1")})

        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer")

    def test_with_a_revoked_key(self, send):
        api.revoke_key(key=send.key, actor=administrator(), at=AT)

        assert send().status_code == 401

    def test_of_more_than_a_key_may(self, send, settings):
        settings.API_WRITES_PER_MINUTE = 0

        response = send()

        assert response.status_code == 429
        assert response["Retry-After"] == "60"
        assert Case.objects.count() == 0

    @pytest.mark.parametrize(
        ("body", "kind", "status"),
        [
            ("{", "application/json", 400),
            (b"\xff\xfe", "application/json", 400),
            ("[]", "application/json", 422),
            ("null", "application/json", 422),
            ("text=x", "application/x-www-form-urlencoded", 415),
            ('{"text": "x"}', "text/plain", 415),
            ('{"text": "' + "x" * 3_000_000 + '"}', "application/json", 413),
        ],
    )
    def test_of_what_is_no_json(self, send, client, body, kind, status):
        headers = {"X-API-Key": send.secret}

        response = client.post(URL, body, content_type=kind, headers=headers)

        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"


class TestSimilar:
    def test_reads_no_short_text(self, client):
        response = client.post(
            "/api/v1/similar", {"text": "Lampa"}, content_type="application/json"
        )

        assert response.json() == {"similar": []}

    def test_keeps_the_text_out_of_addresses(self, client):
        assert client.get("/api/v1/similar?text=Lampan").status_code == 405
