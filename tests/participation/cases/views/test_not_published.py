import datetime as dt

import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Case
from medverkan.reference.pathways.models import RefusalGround
from medverkan.reference.pathways.operations import change_refusal_ground
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RefusalGroundFactory, RuleSetFactory

pytestmark = pytest.mark.django_db

LIST = "/forslag/publiceras-inte/"


@pytest.fixture
def token():
    return "hemlig" * 4


@pytest.fixture
def case(token):
    """A proposal that was refused."""
    ground = RefusalGroundFactory(
        code="outside", text="Staden bestämmer inte det.", advice="Skriv till regionen."
    )
    rule_set = RuleSetFactory(gathering=True, votes=150, grounds=[ground])
    case = lodged(pathway=rule_set.pathway, title="Fler tåg", token=token)
    return refuse(case)


def refuse(case, ground="outside"):
    return operations.refuse_publication(
        case=case,
        ground=ground,
        version=case.version,
        actor=officer_of(case),
        at=AT + dt.timedelta(days=1),
    )


def address(case):
    return f"/arenden/{case.reference}/"


class TestWhereItWouldHaveStood:
    def test_everyone_reads_ground_date_and_reference_alone(self, client, case):
        response = client.get(address(case))
        page = response.content.decode()

        assert response.status_code == 200
        assert "Staden bestämmer inte det." in page
        assert "Skriv till regionen." in page
        assert "11 november 2026" in page
        assert case.reference in page
        assert "noindex" in page
        assert "Fler tåg" not in page
        assert "Marja" not in page

    def test_the_words_stay_as_they_were_said(self, client, case):
        change_refusal_ground(
            code="outside",
            values={"text": "Andra ord.", "advice": "", "order": 1, "is_retired": True},
            actor=SYSTEM,
            at=AT,
        )

        assert "Staden bestämmer inte det." in client.get(address(case)).text
        assert RefusalGround.objects.count() == 2

    def test_nothing_stands_of_what_may_be_secret(self, client, case):
        Case.objects.update(is_protected=True)

        assert client.get(address(case)).status_code == 404
        assert case.reference not in client.get(LIST).text

    def test_nothing_stands_before_it_is_refused(self, client):
        assert client.get(address(lodged())).status_code == 404


class TestTheList:
    def test_leads_to_each_by_reference_and_ground(self, client, case):
        page = client.get(LIST).text

        assert address(case) in page
        assert "Staden bestämmer inte det." in page
        assert "Fler tåg" not in page

    def test_holds_proposals_alone(self, client):
        rule_set = RuleSetFactory(grounds=[RefusalGroundFactory(code="outside")])
        refused = refuse(lodged(pathway=rule_set.pathway, may_be_published=True))

        assert refused.reference not in client.get(LIST).text


class TestTheAuthor:
    def test_reads_the_reason_and_what_to_do_instead(self, client, case, token):
        page = client.get(f"/mitt-arende/{token}/").text

        assert "Staden bestämmer inte det." in page
        assert "Skriv till regionen." in page
        assert "outside" not in page

    def test_reads_it_in_the_letter_and_no_promise_of_an_answer(self, case):
        text = Delivery.objects.get(letter="case.not_published").text

        assert "Staden bestämmer inte det." in text
        assert "Skriv till regionen." in text
        assert "outside" not in text
        assert "får ändå svar" not in text


def test_a_ground_that_the_rules_do_not_list_refuses_nothing(case):
    RefusalGroundFactory(code="other")
    new = lodged(pathway=case.pathway)

    with pytest.raises(RefusalGround.DoesNotExist):
        refuse(new, "other")

    new.refresh_from_db()
    assert new.refused_at is None
