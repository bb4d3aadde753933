import pytest
from django.urls import reverse

from medverkan.participation.cases.models import Case
from tests.factories.bodies import BodyFactory
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db
REPORT = {
    "kind": "fault",
    "text": "Knappen nås inte.",
    "page": "/skriv/",
    "key": "k" * 22,
}


@pytest.fixture
def front_desk():
    return BodyFactory(kind="executive_board")


@pytest.fixture
def open_way(front_desk):
    return RuleSetFactory()


class TestAccessibilityStatement:
    def test_names_known_faults_and_how_to_report(self, client):
        page = client.get(reverse("site:accessibility"))

        assert "WCAG 1.1.1" in page.text
        assert reverse("site:report_accessibility") in page.text
        assert not client.cookies

    def test_report_becomes_a_case_without_signing_in(self, client, open_way):
        page = client.post(reverse("site:report_accessibility"), REPORT, follow=True)

        case = Case.objects.get()
        assert case.reference in page.text
        assert "Knappen nås inte." in case.opening.text
        assert case.opening.title == "Brist i tillgängligheten"

    def test_wish_for_another_form_is_a_case_too(self, client, open_way):
        client.post(
            reverse("site:report_accessibility"),
            REPORT | {"kind": "version", "email": "a@example.org"},
        )

        assert Case.objects.get().parties.get().email == "a@example.org"

    def test_sent_twice_is_one_case_with_one_page(self, client, open_way):
        first = client.post(reverse("site:report_accessibility"), REPORT)
        second = client.post(reverse("site:report_accessibility"), REPORT)

        assert first.url == second.url
        assert Case.objects.count() == 1

    def test_same_form_with_other_words_is_shown_again(self, client, open_way):
        client.post(reverse("site:report_accessibility"), REPORT)

        page = client.post(
            reverse("site:report_accessibility"), REPORT | {"text": "Annat."}
        )

        assert page.status_code == 409
        assert "Annat." in page.text

    @pytest.mark.parametrize(
        "wrong", [{"kind": ""}, {"text": " "}, {"email": "x"}, {"text": "\x00"}]
    )
    def test_nonsense_is_shown_again(self, client, open_way, wrong):
        page = client.post(reverse("site:report_accessibility"), REPORT | wrong)

        assert page.status_code == 422
        assert not Case.objects.exists()


def test_personal_data_names_each_board(client, front_desk):
    page = client.get(reverse("site:personal_data"))

    assert str(front_desk.name) in page.text
