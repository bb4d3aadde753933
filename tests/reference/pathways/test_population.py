import datetime as dt

import pytest

from medverkan.foundation import clock
from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, NotPermitted
from medverkan.reference.pathways import operations, queries
from medverkan.reference.pathways.models import Population, Threshold
from tests.factories.bodies import BodyFactory
from tests.factories.pathways import draft

pytestmark = pytest.mark.django_db

URL = "/arbetsyta/vagar/invanare/"
SENT = {"counted_date": "2026-11-01", "residents_count": "77000", "source": "SCB"}


@pytest.fixture(autouse=True)
def _now(monkeypatch, at):
    monkeypatch.setattr(clock, "now", lambda: at)


class TestAShareOfNobodyKnowsHowMany:
    def adopt(self, client, rule_set):
        link = f"/arbetsyta/vagar/vag/{rule_set.pathway.slug}/1/anta/"
        decided = {
            "body": BodyFactory().pk,
            "date": "2026-11-10",
            "paragraph": "§ 1",
            "register_number": "KS 2026-1",
            "in_force_date": "2026-11-10",
        }
        return client.post(link, decided)

    def test_is_not_put_in_force(self, second_client, strategist_client):
        rule_set = draft(gathering=True)
        Threshold.objects.create(rule_set=rule_set, per_mille=1)

        refused = self.adopt(second_client, rule_set)
        strategist_client.post(URL, SENT)
        adopted = self.adopt(second_client, rule_set)

        assert (refused.status_code, adopted.status_code) == (422, 302)
        assert "hur många invånare" in refused.content.decode()


class TestPopulation:
    def test_is_noted_and_reckoned_from(self, strategist_client):
        strategist_client.post(URL, SENT)

        assert queries.residents_count(dt.date(2026, 11, 2)) == 77_000
        assert Event.objects.filter(name="population.noted").count() == 1
        assert "SCB" in strategist_client.get(URL).content.decode()

    def test_of_a_day_is_noted_once(self, strategist_client):
        for count in ("77000", "1"):
            page = strategist_client.post(URL, SENT | {"residents_count": count})

        assert page.status_code == 422
        assert Population.objects.get().residents_count == 77_000

    @pytest.mark.parametrize(
        "wrong",
        [
            {"counted_date": "2099-01-01"},
            {"counted_date": ""},
            {"residents_count": "0"},
            {"residents_count": "-5"},
            {"residents_count": "9" * 30},
            {"source": ""},
        ],
    )
    def test_is_not_noted_when_it_cannot_be(self, strategist_client, wrong):
        page = strategist_client.post(URL, SENT | wrong)

        assert page.status_code == 422
        assert not Population.objects.exists()

    def test_is_for_those_who_write_rules(self, officer_client, at):
        assert officer_client.post(URL, SENT).status_code == 403
        with pytest.raises(NotPermitted):
            operations.note_population(
                counted_date=at.date(),
                residents_count=1,
                source="x",
                actor=ANYONE,
                at=at,
            )
