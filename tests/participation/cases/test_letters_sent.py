import pytest
from django.urls import reverse

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import letters_sent
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


class TestLettersSent:
    def test_are_those_about_the_case_alone(self):
        case = lodged()
        lodged()

        assert len(letters_sent.about(case.pk)) == 1

    def test_say_that_one_came_back(self):
        case = lodged()
        came_back(case)

        assert letters_sent.about(case.pk)[0].has_failed

    def test_tell_post_from_e_mail(self):
        mailed = lodged()
        posted = lodged(by=sender(email="", address="Gatan 1", answer_by="letter"))

        ways = [letters_sent.about(one.pk)[0].way for one in (mailed, posted)]

        assert ways[0] != ways[1]

    def test_warn_the_officer_on_the_page(self, client):
        case = lodged()
        before = page_of(client, case)
        came_back(case)

        assert "kom inte fram" not in before
        assert "kom inte fram" in page_of(client, case)
