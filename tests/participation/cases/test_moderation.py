import datetime as dt

import pytest

from medverkan.foundation import clock
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import moderation
from medverkan.participation.cases.figures import Period
from medverkan.participation.cases.models import ContentReport, SenderBlock, Suspect
from medverkan.participation.cases.operations import receive, reject
from medverkan.participation.cases.states import (
    Channel,
    RejectionGround,
    ReportDecision,
    ReportGround,
)
from medverkan.participation.cases.suspicion import Sign
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import UserFactory, actor
from tests.factories.cases import AT, lodged, said, sender

pytestmark = pytest.mark.django_db

DAY = Period(AT.date(), AT.date())


def report(*, at: dt.datetime = AT, decision: str = "") -> None:
    ContentReport.objects.create(
        case=lodged(),
        ground=ReportGround.THREAT_OR_HATE,
        reported_at=at,
        decision=decision,
        decided_at=at if decision else None,
    )


def held(*, at: dt.datetime = AT) -> Suspect:
    return receive(
        said=said(), sender=sender(), channel=Channel.WEB, signs=(Sign.PHRASE,),
        actor=ANYONE, at=at,
    ).suspect  # fmt: skip


def counted() -> dict[str, int]:
    return {
        name: count for name, count in moderation.measure(DAY).counts.items() if count
    }


class TestMeasure:
    def test_counts_what_readers_reported_by_reason_and_decision(self):
        report()
        report(decision=ReportDecision.UNPUBLISH)

        assert counted() == {
            "reported": 2,
            "reported_threat_or_hate": 2,
            "decided_unpublish": 1,
        }

    def test_counts_what_was_held_back_and_what_became_of_it(self):
        spam, _waits = held(), held()
        reject(
            suspect=spam,
            ground=RejectionGround.FRAUD,
            actor=actor(Role.REGISTRAR, body=spam.authority),
            at=AT,
        )
        Suspect.objects.filter(pk=spam.pk).update(
            block=SenderBlock.objects.create(
                body=spam.body,
                sender="example.org",
                last_date=AT.date(),
                blocked_at=AT,
                blocked_by=UserFactory(),
            )
        )

        assert counted() == {"held_back": 2, "from_blocked": 1, "rejected": 1}

    def test_keeps_to_the_days_in_sweden(self):
        midnight = dt.datetime(2026, 11, 10, 23, tzinfo=dt.UTC)
        report(at=midnight)
        held(at=midnight)

        assert counted() == {}

    def test_takes_two_queries(self, django_assert_num_queries):
        with django_assert_num_queries(2):
            moderation.measure(DAY)


class TestPage:
    def test_shows_each_count_with_its_definition(self, client, monkeypatch):
        monkeypatch.setattr(clock, "now", lambda: AT + dt.timedelta(days=1))
        report()

        page = client.get("/sa-svarar-vi/").content.decode()
        data = client.get("/sa-svarar-vi.json").json()["moderation"]

        assert all(f'id="{one.name}"' in page for one in moderation.DEFINITIONS)
        assert data["reported"] == data["reported_threat_or_hate"] == 1
        assert data["definitions"].keys() == data.keys() - {"definitions"}
