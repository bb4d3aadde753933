import json

import pytest
from django.urls import reverse

from medverkan.foundation import references
from medverkan.participation.cases.models import Case, Party
from tests.factories.cases import AT, lodged, sender
from tests.factories.records import rule

pytestmark = pytest.mark.django_db
TOKEN = references.new_secret()


def url(name, token=TOKEN):
    return reverse(f"cases:{name}", args=[token])


@pytest.fixture
def case():
    return lodged(token=TOKEN, by=sender(public_name="Marja Lindqvist"))


class TestOwnData:
    def test_shows_what_there_is_and_who_is_responsible(self, client, case):
        page = client.get(url("own_data"))

        assert "Marja Lindqvist" in page.text
        assert str(case.authority) in page.text
        assert "no-store" in page["Cache-Control"]

    def test_lets_an_answer_in_easy_words_be_asked_for(self, client, case):
        offered = client.get(url("mine")).text
        answer = {"answer_by": "none", "wants_easy_words": "on"}

        client.post(url("correct_contact"), answer)

        assert f"{url('own_data')}#contact" in offered
        assert Party.objects.get(case=case).wants_easy_words
        shown = client.get(url("own_data")).context["form"]["wants_easy_words"]
        assert shown.value()

    def test_says_by_which_decision_it_is_kept(self, client, case):
        before = client.get(url("own_data")).text
        rule(case.authority, keep_years=2)

        after = client.get(url("own_data")).text

        assert "inte beslutat ännu" in before
        assert "§ 112" in after
        assert "2 år" in after

    def test_is_put_right(self, client, case):
        answer = {"name": "Marja Ek", "answer_by": "none"}

        page = client.post(url("correct_contact"), answer)

        party = Party.objects.get(case=case)
        assert page.status_code == 302
        assert (party.name, party.email) == ("Marja Ek", "")

    @pytest.mark.parametrize(
        "answer",
        [
            {"answer_by": "email", "email": ""},
            {"answer_by": "email", "email": "not an address"},
            {"answer_by": "raven"},
            {},
        ],
    )
    def test_nonsense_is_shown_again(self, client, case, answer):
        assert client.post(url("correct_contact"), answer).status_code == 422
        assert Party.objects.get(case=case).email == "marja@example.org"

    def test_name_is_taken_off_what_is_published(self, client, case):
        client.post(url("hide_name"))

        case.refresh_from_db()
        assert case.published_name == ""

    def test_is_given_as_json(self, client, case):
        response = client.get(url("export_own_data"))

        held = json.loads(response.content)
        assert held["contact"]["email"] == "marja@example.org"
        assert held["written"][0]["text"] == "Lampan vid bron är trasig."
        assert held["letters"]

    def test_of_a_protected_case_is_its_status_only(self, client, case):
        Case.objects.update(is_protected=True)

        for name in ("own_data", "export_own_data"):
            page = client.get(url(name))
            assert "marja@example.org" not in page.text
            assert "Lampan" not in page.text
        refused = client.post(url("correct_contact"), {"answer_by": "none"})
        assert refused.status_code == 422

    def test_is_nothing_without_the_link(self, client, case):
        for name in ("own_data", "export_own_data"):
            assert client.get(url(name, "x" * 22)).status_code == 404


def test_the_receiving_board_is_named_before_it_is_sent(client, case):
    from medverkan.participation.cases import intake
    from medverkan.participation.cases.models import Draft

    topic = case.topic
    draft = Draft(content={"topic": topic.pk, "area": None}, made_at=AT)

    assert intake.controller_of(draft) == case.authority
