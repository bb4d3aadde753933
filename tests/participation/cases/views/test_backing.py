import re

import pytest
from django.test import Client

from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import backers, links, operations
from medverkan.participation.cases.models import Case, Draft, Exemption
from medverkan.participation.cases.operations import save_draft
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, assigned_officer, lodged, sender
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule_set():
    return RuleSetFactory(
        gathering=True, votes=50, guardian_below_age=16, exempts_minority_matters=True
    )


@pytest.fixture
def case(rule_set):
    by = sender(is_below_age=True, guardian_email="foralder@example.org")
    return lodged(pathway=rule_set.pathway, by=by)


@pytest.fixture
def guardians_page(case):
    letter = Delivery.objects.get(letter="backer.guardian_asked")
    found = re.search(r"/sta-bakom/[\w-]+/", letter.text)
    assert found is not None
    return found.group()


def mine(case):
    return f"/mitt-arende/{links.make(case, at=AT)}/"


class TestStepThreeOfTheIntake:
    @pytest.fixture
    def page(self, rule_set):
        content = {
            "text": "Mer mat utan kött.", "title": "Mat", "topic": TopicFactory().pk, "area": None,
            "place": "", "pathway": rule_set.pathway_id,
        }  # fmt: skip
        save_draft(token="x" * 22, content=content, at=AT)
        Draft.objects.update(expires_at=AT.replace(year=2090))
        return f"/skriv/{'x' * 22}/"

    def send(self, client, page, **more):
        about = {"answer_by": "email", "email": "alva@example.org", "name": "Alva"}
        return client.post(page, about | more)

    def test_asks_those_under_the_age_for_a_guardian(self, client, page, rule_set):
        assert "Jag är under 16 år" in client.get(page).text

        self.send(
            client, page, is_below_age="on", guardian_email="foralder@example.org"
        )

        assert Case.objects.get(pathway=rule_set.pathway).awaits_guardian

    def test_asks_again_for_an_address_that_is_missing(self, client, page):
        answer = self.send(client, page, is_below_age="on")

        assert answer.status_code == 422
        assert "Skriv din vårdnadshavares e-postadress." in answer.text

    def test_refuses_ones_own_address(self, client, page):
        answer = self.send(
            client, page, is_below_age="on", guardian_email="Alva@example.org"
        )

        assert "Det här är din egen adress." in answer.text

    def test_asks_nobody_else(self, client, page, rule_set):
        self.send(client, page)

        assert not Case.objects.get(pathway=rule_set.pathway).awaits_guardian


class TestTheGuardiansPage:
    def test_takes_a_yes_with_a_name(self, client, case, guardians_page):
        page = client.get(guardians_page)
        assert case.opening.text in page.text
        assert "Marja" not in page.text

        client.post(guardians_page, {"is_willing": "ja", "name": "Eva Kallin"})

        case.refresh_from_db()
        assert not case.awaits_guardian
        assert "Du har sagt ja" in client.get(guardians_page).text

    def test_changes_nothing_when_it_is_looked_at(self, client, case, guardians_page):
        client.get(guardians_page)

        case.refresh_from_db()
        assert case.awaits_guardian

    def test_asks_again_for_a_missing_name_or_answer(self, client, guardians_page):
        assert client.post(guardians_page, {"is_willing": "ja"}).status_code == 422
        assert client.post(guardians_page, {}).status_code == 422

    def test_asks_for_no_name_to_a_no(self, client, case, guardians_page):
        assert client.post(guardians_page, {"is_willing": "nej"}).status_code == 302
        assert "har sagt nej" in client.get(mine(case)).text

    def test_says_so_when_it_is_too_late(self, client, case, guardians_page):
        operations.withdraw(case=case, at=AT)

        answer = client.post(guardians_page, {"is_willing": "ja", "name": "Eva"})
        assert answer.status_code == 409

    def test_is_gone_under_an_unknown_link(self, client):
        assert client.get("/sta-bakom/okand/").status_code == 404


class TestTheAuthorsPage:
    def test_names_another_guardian(self, client, case):
        page = mine(case)
        assert "Vi väntar på din vårdnadshavare" in client.get(page).text

        client.post(f"{page}vardnadshavare/", {"email": "farmor@example.org"})

        guardian = backers.guardian_of(case)
        assert guardian is not None
        assert guardian.party.email == "farmor@example.org"

    def test_asks_again_for_what_is_no_address(self, client, case):
        answer = client.post(f"{mine(case)}vardnadshavare/", {"email": "farmor"})

        assert answer.status_code == 422

    def test_asks_nobody_once_a_guardian_has_said_yes(self, client, case):
        operations.answer_as_backer(
            backer=backers.guardian_of(case), is_willing=True, name="Eva", at=AT
        )

        client.post(f"{mine(case)}vardnadshavare/", {"email": "farmor@example.org"})

        guardian = backers.guardian_of(case)
        assert guardian is not None
        assert guardian.asked_count == 1


class TestTheWorkspace:
    @pytest.fixture
    def officer(self, case):
        user, _actor = assigned_officer(case)
        client = Client()
        client.force_login(user)
        return client

    def act(self, officer, case, verb, **said):
        case.refresh_from_db()
        page = f"/arbetsyta/arenden/alla/{case.reference}/{verb}/"
        return officer.post(page, {"version": case.version, "key": verb} | said)

    def test_notes_a_yes_by_telephone(self, officer, case):
        page = officer.get(f"/arbetsyta/arenden/alla/{case.reference}/").text
        assert "Väntar på vårdnadshavare" in page
        assert 'id="publicera"' not in page

        self.act(officer, case, "vardnadshavare", name="Eva Kallin", channel="phone")

        case.refresh_from_db()
        assert not case.awaits_guardian

    def test_decides_that_it_needs_no_votes(self, officer, case):
        self.act(officer, case, "behover-inga-roster", reason="Det gäller finska.")

        assert Exemption.objects.get().reason == "Det gäller finska."
        page = officer.get(f"/arbetsyta/arenden/alla/{case.reference}/").text
        assert "Det gäller finska." in page


def test_everyone_reads_why_a_proposal_needs_no_votes(client, rule_set):
    case = lodged(pathway=rule_set.pathway)
    actor = assigned_officer(case)[1]
    operations.exempt(
        case=case, reason="Det gäller finska.", version=case.version, actor=actor, at=AT
    )
    case.refresh_from_db()
    operations.publish(
        case=case, title="Satutunti", text="Joka viikko.", version=case.version,
        actor=actor, at=AT,
    )  # fmt: skip

    page = client.get(f"/arenden/{case.reference}/").text

    assert "Det gäller finska." in page
    assert "Det behöver inga röster" in page
