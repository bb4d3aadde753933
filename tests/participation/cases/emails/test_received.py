"""What somebody is promised for when: an answer, or of a proposal whether it is published."""

import datetime as dt

import pytest

from medverkan.foundation import clock
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import links
from tests.factories.cases import AT, gathering, lodged
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

PUBLISHED = "om det publiceras"


@pytest.fixture(autouse=True)
def _at(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT + dt.timedelta(minutes=1))


@pytest.fixture
def way():
    return RuleSetFactory(gathering=True, votes=150).pathway


def page_of(client, case):
    return client.get(f"/mitt-arende/{links.make(case, at=AT)}/?skickat").text


class TestTheLetterOfArrival:
    def test_promises_an_answer(self):
        lodged()

        text = Delivery.objects.get(letter="case.received").text
        assert "svarar senast" in text
        assert PUBLISHED not in text

    def test_promises_of_a_proposal_to_say_whether_it_is_published(self, way):
        lodged(pathway=way)

        text = Delivery.objects.get(letter="case.received").text
        assert PUBLISHED in text
        assert "svarar senast" not in text


class TestThePageBehindTheLink:
    def test_says_the_same(self, client, way):
        page = page_of(client, lodged(pathway=way))

        assert PUBLISHED in page
        assert "Granskas senast" in page
        assert "Svar senast" not in page

    def test_names_the_day_of_review_no_more_once_it_is_published(self, client, way):
        page = page_of(client, gathering("Bänkar", pathway=way))

        assert "Granskas senast" not in page
        assert "Svar senast" not in page
