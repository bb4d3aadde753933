import pytest
from django.urls import reverse

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import emails
from tests.factories.cases import AT, assigned_officer, lodged, sender

pytestmark = pytest.mark.django_db


def came_back(case):
    Delivery.objects.filter(about_case=case.pk).update(
        state="bounced", ended_at=AT, next_attempt_at=None
    )


def page_of(client, case):
    client.force_login(assigned_officer(case)[0])
    return client.get(
        reverse("cases:case", args=["alla", case.reference])
    ).content.decode()


@pytest.fixture
def case_back():
    case = lodged()
    came_back(case)
    return case


def send_again(client, case, **contact):
    client.force_login(assigned_officer(case)[0])
    letter = Delivery.objects.get(about_case=case.pk)
    return client.post(
        reverse("cases:act", args=["alla", case.reference, "brev-igen"]),
        {"version": case.version, "letters": str(letter.uuid), "key": "k", **contact},
    )


class TestLettersSent:
    def test_are_those_about_the_case_alone(self):
        case = lodged()
        lodged()

        assert len(emails.sent.about(case.pk)) == 1

    def test_say_that_one_came_back(self):
        case = lodged()
        came_back(case)

        assert emails.sent.about(case.pk)[0].has_failed

    def test_tell_post_from_e_mail(self):
        mailed = lodged()
        posted = lodged(by=sender(email="", address="Gatan 1", answer_by="letter"))

        ways = [emails.sent.about(one.pk)[0].way for one in (mailed, posted)]

        assert ways[0] != ways[1]

    def test_warn_the_officer_on_the_page(self, client):
        case = lodged()
        before = page_of(client, case)
        came_back(case)

        assert "Rätta adressen och skicka det igen" not in before
        assert "Rätta adressen och skicka det igen" in page_of(client, case)

    def test_are_sent_again_from_there(self, client, case_back):
        case = case_back
        response = send_again(client, case, email="ny@example.org", answer_by="email")

        assert response.status_code == 302
        assert emails.sent.about(case.pk)[0].has_failed is False
        assert Delivery.objects.filter(to_email="ny@example.org").count() == 1

    def test_ask_for_a_way_by_which_they_can_be_sent(self, client, case_back):
        response = send_again(client, case_back, phone="033", answer_by="phone")

        assert response.status_code == 422
        assert "letters" in response.context["actions"]["brev-igen"][1].errors
