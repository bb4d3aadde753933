"""The officer suggests, the author answers behind the link: what the pages say and refuse."""

from __future__ import annotations

import datetime as dt

import pytest

from medverkan.foundation import clock
from medverkan.participation.cases import links, operations
from medverkan.participation.cases.models import Case, MergeOffer
from medverkan.participation.cases.states import CaseState
from tests.factories.cases import AT, assigned_officer, gathering
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _at(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def case():
    rule_set = RuleSetFactory(gathering=True, votes=150)
    return gathering("Bänkar vid ån", pathway=rule_set.pathway)


@pytest.fixture
def into(case):
    return gathering("Fler bänkar", pathway=case.pathway, topic=case.topic)


@pytest.fixture
def desk(client, case):
    """The page of the case in the workspace, with its officer signed in."""
    client.force_login(assigned_officer(case)[0])
    return f"/arbetsyta/arenden/alla/{case.reference}/"


@pytest.fixture
def offer(case, into):
    return operations.offer_merge(
        case=case, into=into, text="Samma sak.", version=case.version,
        actor=assigned_officer(case)[1], at=LATER,
    )  # fmt: skip


@pytest.fixture
def mine(case):
    return f"/mitt-arende/{links.make(case, at=LATER)}/"


def version_of(case) -> int:
    return Case.objects.get(pk=case.pk).version


class TestTheOfficer:
    def test_suggests_and_takes_back(self, client, case, into, desk):
        sent = {"into": into.pk, "text": "Samma sak.", "version": case.version}
        assert client.post(f"{desk}foresla-sla-ihop/", sent).status_code == 302
        page = client.get(desk).text

        assert f"Fler bänkar ({into.reference})" in page
        assert "11 december 2026" in page
        back = {"version": version_of(case)}
        assert client.post(f"{desk}foresla-inte-sla-ihop/", back).status_code == 302
        assert MergeOffer.objects.get().ended_at == LATER

    @pytest.mark.parametrize("day", ["2026-11-12", "2026-11-09", "", "i går"], ids=str)
    def test_notes_no_yes_without_how_and_a_day_that_can_be(
        self, client, case, into, desk, day
    ):
        sent = {"into": into.pk, "version": case.version, "said_date": day}

        page = client.post(f"{desk}sla-ihop/", sent | {"channel": "phone"})
        without = client.post(f"{desk}sla-ihop/", sent | {"said_date": "2026-11-11"})

        assert (page.status_code, without.status_code) == (422, 422)
        assert not MergeOffer.objects.exists()

    def test_notes_a_yes_with_how_and_when(self, client, case, into, desk):
        sent = {
            "into": into.pk, "version": case.version, "channel": "phone",
            "said_date": "2026-11-11",
        }  # fmt: skip

        assert client.post(f"{desk}sla-ihop/", sent).status_code == 302
        assert "Telefon" in client.get(desk).text
        assert Case.objects.get(pk=case.pk).merged_into == into

    def test_is_told_when_the_other_was_taken_back_meanwhile(
        self, client, case, offer, into, desk
    ):
        operations.withdraw(case=into, at=LATER)
        sent = {
            "version": version_of(case), "channel": "phone", "said_date": "2026-11-11"
        }  # fmt: skip

        assert client.post(f"{desk}sla-ihop/", sent).status_code == 409


class TestTheAuthor:
    def test_is_asked_and_answers_by_a_button(self, client, case, offer, into, mine):
        answer = f"{mine}slas-ihop/{offer.pk}/"

        page = client.get(mine).text
        assert answer in page
        assert "Samma sak." in page
        assert client.get(answer).status_code == 405
        assert client.post(answer, {"svar": "kanske"}).status_code == 422
        assert client.post(answer, {"svar": "ja"}).url == mine
        assert Case.objects.get(pk=case.pk).state == CaseState.MERGED
        assert answer not in client.get(mine).text

    def test_may_send_the_answer_twice(self, client, case, offer, mine):
        for said in ("nej", "nej", "ja"):
            sent = client.post(f"{mine}slas-ihop/{offer.pk}/", {"svar": said})
            assert sent.status_code == 302

        assert Case.objects.get(pk=case.pk).state == CaseState.GATHERING

    def test_is_told_when_it_is_too_late(self, client, case, offer, into, mine):
        operations.withdraw(case=into, at=LATER)

        late = client.post(f"{mine}slas-ihop/{offer.pk}/", {"svar": "ja"})

        assert late.status_code == 409
        assert "gick inte att göra längre" in late.text

    def test_answers_for_no_other_case(self, client, offer, into, mine):
        others = f"/mitt-arende/{links.make(into, at=LATER)}/slas-ihop/{offer.pk}/"

        assert client.post(others, {"svar": "ja"}).status_code == 404
        assert client.post(f"{mine}slas-ihop/999/", {"svar": "ja"}).status_code == 404
        nobody = f"/mitt-arende/{'x' * 22}/slas-ihop/{offer.pk}/"
        assert client.post(nobody, {"svar": "ja"}).status_code == 404
