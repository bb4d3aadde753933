import pytest
from django.urls import reverse

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases.models import Case, Draft
from tests.factories.bodies import BodyFactory, TopicFactory
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

SAID = "Lampan vid bron är trasig sedan i måndags."


@pytest.fixture
def pathway():
    BodyFactory(kind="executive_board")
    return RuleSetFactory().pathway


@pytest.fixture
def about(pathway):
    """What step two sends."""
    return {
        "text": SAID,
        "title": "Lampan vid bron",
        "pathway": pathway.pk,
        "topic": TopicFactory().pk,
        "place": "Bron",
    }


def token_from(response):
    return response.context["token"]


def to_step_three(client, about):
    first = client.post("/skriv/", {"text": SAID})
    return client.post("/skriv/om/", about | {"token": token_from(first)})


class TestSay:
    def test_writes_nothing_and_keeps_the_text_out_of_the_address(
        self, client, pathway
    ):
        response = client.post("/skriv/", {"text": SAID})

        assert response.status_code == 200
        assert SAID in response.content.decode()
        assert not Draft.objects.exists()

    def test_of_nothing_says_what_to_do(self, client):
        response = client.post("/skriv/", {"text": "  "})

        assert response.status_code == 422
        assert response.context["form"].errors["text"]

    def test_of_too_much_keeps_all_of_it(self, client):
        text = "ord " * 6000

        response = client.post("/skriv/", {"text": text})

        assert response.status_code == 422
        assert text.strip() in response.content.decode()

    def test_from_another_site_is_refused(self, client):
        response = client.post(
            "/skriv/", {"text": SAID}, headers={"origin": "https://evil.example"}
        )

        assert response.status_code == 403

    def test_sets_no_cookie(self, client, pathway):
        client.post("/skriv/", {"text": SAID})

        assert not client.cookies


class TestAbout:
    def test_keeps_a_draft_behind_a_secret_address(self, client, about):
        response = to_step_three(client, about)

        assert response.status_code == 302
        assert Draft.objects.get().content["title"] == "Lampan vid bron"
        assert client.get(response.url).status_code == 200

    def test_with_an_old_token_keeps_what_was_typed(self, client, about):
        response = client.post("/skriv/om/", about | {"token": "nonsense"})

        assert response.status_code == 422
        assert "Lampan vid bron" in response.content.decode()

    def test_with_a_kind_that_does_not_exist_says_so(self, client, about):
        first = client.post("/skriv/", {"text": SAID})

        response = client.post(
            "/skriv/om/", about | {"token": token_from(first), "pathway": 10**6}
        )

        assert response.status_code == 422
        assert response.context["form"].errors["pathway"]


class TestSender:
    def test_sends_it_and_leads_to_a_page_of_ones_own(self, client, about):
        step_three = to_step_three(client, about)

        response = client.post(
            step_three.url, {"answer_by": "email", "email": "marja@example.org"}
        )

        case = Case.objects.get()
        assert response.url.startswith("/mitt-arende/")
        assert case.reference in client.get(response.url).content.decode()
        assert Delivery.objects.get().to_email == "marja@example.org"

    def test_twice_makes_one_case_and_leads_to_the_same_page(self, client, about):
        step_three = to_step_three(client, about)
        sent = {"answer_by": "none"}

        first = client.post(step_three.url, sent)
        second = client.post(step_three.url, sent)

        assert Case.objects.count() == 1
        assert first.url.split("?")[0] == second.url

    def test_without_the_address_for_the_answer_asks_for_it(self, client, about):
        step_three = to_step_three(client, about)

        response = client.post(step_three.url, {"answer_by": "letter"})

        assert response.status_code == 422
        assert response.context["form"].errors["address"]

    def test_of_an_erased_draft_says_so(self, client):
        response = client.get(reverse("cases:sender", args=["nothing-here"]))

        assert response.status_code == 410
