import datetime as dt

import pytest
from django.urls import reverse

from medverkan.foundation import memory
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases.models import Case, Draft
from tests.factories.bodies import (
    AddressFactory,
    AreaFactory,
    BodyFactory,
    TopicFactory,
)
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

    def test_lets_one_change_what_one_wrote(self, client, about):
        changed = SAID + " Den lyste i går."

        to_step_three(client, about | {"text": changed})

        assert Draft.objects.get().content["text"] == changed

    def test_shows_where_the_words_went_if_all_were_taken_away(self, client, about):
        page = to_step_three(client, about | {"text": ""})

        assert page.status_code == 422
        assert ' class="ds-details" open' in page.text

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


class TestSenderOfAProposal:
    @pytest.fixture
    def rule_set(self, about):
        rule_set = RuleSetFactory(
            gathering=True,
            votes=150,
            asks_for_name=True,
            asks_for_email=True,
            asks_for_postcode=True,
            window_days=None,
            window_months="3,6",
        )
        about["pathway"] = rule_set.pathway_id
        return rule_set

    def test_asks_for_what_the_rules_ask(self, client, about, rule_set):
        step_three = to_step_three(client, about)

        response = client.post(step_three.url, {"answer_by": "none"})

        asked = {"name", "email", "postcode", "window_months"}
        assert response.status_code == 422
        assert set(response.context["form"].errors) == asked

    def test_does_not_ask_whether_it_may_be_published(self, client, about, rule_set):
        step_three = to_step_three(client, about)

        form = client.get(step_three.url).context["form"]

        assert "may_be_published" not in form.fields
        assert "shows_name" not in form.fields

    def test_puts_it_under_review_with_the_months_chosen(self, client, about, rule_set):
        step_three = to_step_three(client, about)
        filled = {
            "answer_by": "email",
            "email": "marja@example.org",
            "name": "Marja Lindqvist",
            "postcode": "501 80",
            "window_months": "6",
        }

        client.post(step_three.url, filled)

        case = Case.objects.get()
        assert (case.state, case.window_months) == ("reviewing", 6)
        assert case.parties.get().postcode == "501 80"

    def test_under_a_pathway_closed_meanwhile_leads_back(self, client, about, rule_set):
        step_three = to_step_three(client, about)
        rule_set.in_force_until = rule_set.in_force_from + dt.timedelta(days=1)
        rule_set.save()

        response = client.get(step_three.url)

        assert response.url.endswith("/andra/")


class TestAnAddress:
    @pytest.fixture
    def spot(self):
        return AddressFactory(street__name="Åsbogatan", number=12)

    @pytest.mark.parametrize("answer", ["", "none"])
    def test_is_nothing_but_words_unless_somebody_says_yes(
        self, client, about, spot, answer
    ):
        step_three = to_step_three(client, about | {"place": "Åsbogatan 12"})

        client.post(step_three.url, {"answer_by": "none", "spot": answer})

        assert Case.objects.get().latitude is None

    def test_is_proposed_and_gives_its_position(self, client, about, spot):
        step_three = to_step_three(client, about | {"place": "Åsbogatan 12"})
        proposed = client.get(step_three.url).context["form"]["spot"].value()

        client.post(step_three.url, {"answer_by": "none", "spot": proposed})

        case = Case.objects.get()
        assert (case.place, case.longitude) == ("Åsbogatan 12", spot.longitude)

    def test_is_not_chosen_for_somebody_where_several_may_be_meant(self, client, about):
        for letter in "AB":
            AddressFactory(street__name="Åsbogatan", number=12, letter=letter)
        step_three = to_step_three(client, about | {"place": "Åsbogatan 12"})

        assert client.get(step_three.url).context["form"]["spot"].value() is None

    def test_is_not_asked_about_where_somebody_has_pointed(self, client, about, spot):
        pointed = {"place": "Åsbogatan 12", "latitude": "57.7", "longitude": "12.9"}
        step_three = to_step_three(client, about | pointed)

        assert "spot" not in client.get(step_three.url).context["form"].fields

    def test_of_another_town_cannot_be_sent_in(self, client, about, spot):
        step_three = to_step_three(client, about | {"place": "Åsbogatan 12"})

        response = client.post(step_three.url, {"answer_by": "none", "spot": "Rom 1"})

        assert response.status_code == 422


class TestWays:
    def test_that_ask_for_more_identity_are_shown_with_where_to_go(
        self, client, pathway
    ):
        statutory = RuleSetFactory(statutory=True, identity_to_submit=3).pathway

        page = client.post("/skriv/", {"text": SAID})

        form = page.context["form"]
        assert statutory not in form.fields["pathway"].queryset
        assert f"/sa-kan-du-paverka/{statutory.slug}/" in page.content.decode()

    def test_suggest_a_proposal_when_the_words_say_so(self, client, pathway):
        proposals = RuleSetFactory(gathering=True, votes=150).pathway

        page = client.post("/skriv/", {"text": "Mitt förslag är fler bänkar."})

        assert page.context["form"].initial["pathway"] == proposals


class TestPosition:
    def test_may_be_asked_for_on_the_page_of_the_place_alone(self, client, pathway):
        about = client.post("/skriv/", {"text": SAID})

        assert "geolocation=(self)" in about["Permissions-Policy"]
        assert "geolocation=()" in client.get("/skriv/")["Permissions-Policy"]

    def test_is_pointed_at_on_a_map_where_areas_have_outlines(self, client, pathway):
        said = {"text": SAID}
        assert "Visa på karta" not in client.post("/skriv/", said).text

        ring = [[12, 57], [13, 57], [13, 58], [12, 57]]
        AreaFactory(outline={"type": "Polygon", "coordinates": [ring]})
        memory.forget_all()

        page = client.post("/skriv/", said).text
        assert "Visa på karta" in page
        assert 'data-features="/omraden.geojson"' in page

    def test_goes_with_the_case_and_is_shown_before_it_is_sent(self, client, about):
        position = {"latitude": "57.72101", "longitude": "12.93980"}
        third = to_step_three(client, about | position)

        assert "57.72101" in client.get(third.url).content.decode()
        client.post(third.url, {"answer_by": "none"})
        case = Case.objects.get()
        assert (case.latitude, case.longitude) == (57.72101, 12.9398)

    @pytest.mark.parametrize(
        "position",
        [
            {"latitude": "57.7"},
            {"latitude": "97", "longitude": "12"},
            {"latitude": "nan", "longitude": "12"},
            {"latitude": "x", "longitude": "<b>"},
        ],
    )
    def test_that_is_none_stops_nobody(self, client, about, position):
        third = to_step_three(client, about | position)

        assert third.status_code == 302
        assert Draft.objects.get().content["latitude"] is None
