import pytest
from django.urls import reverse

from medverkan.foundation import clock
from medverkan.foundation.audit.models import Event
from medverkan.foundation.audit.sentences import sentence
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register import operations, queries
from medverkan.reference.register.models import LegalHold
from tests.factories.bodies import BodyFactory, RoleAssignmentFactory
from tests.factories.register import make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return make_record(
        at=clock.now(), authority=BodyFactory(abbreviation="KS"), about_case=7
    )


def place(record, at, ground=LegalHold.Ground.APPEAL, actor=SYSTEM):
    return operations.place_hold(
        record=record, ground=ground, reason="Mål 123-26", actor=actor, at=at
    )


class TestPlacing:
    def test_keeps_the_case(self, record, at):
        hold = place(record, at)

        assert queries.holds_of([7, 8]) == {7: [hold]}

    def test_twice_on_one_ground_is_one_hold(self, record, at):
        assert place(record, at) == place(record, at)
        assert Event.objects.filter(name="record.hold_placed").count() == 1

    def test_on_another_ground_is_another_hold(self, record, at):
        place(record, at)
        place(record, at, LegalHold.Ground.REQUEST)

        assert len(queries.holds_of([7])[7]) == 2

    def test_is_told_without_its_reason(self, record, at):
        place(record, at)

        event = Event.objects.get(name="record.hold_placed")
        assert event.data == {"hold_ground": "appeal"}
        assert "%" not in sentence(event)

    def test_is_for_the_registrar(self, record, at):
        with pytest.raises(NotPermitted):
            place(record, at, actor=ANYONE)


class TestLifting:
    def test_lets_the_case_go_and_keeps_the_row(self, record, at):
        hold = place(record, at)

        operations.lift_hold(hold=hold, reason="Domen gäller", actor=SYSTEM, at=at)

        assert queries.holds_of([7]) == {}
        assert LegalHold.objects.get().lifting_reason == "Domen gäller"

    def test_twice_is_once(self, record, at):
        hold = place(record, at)
        operations.lift_hold(hold=hold, reason="Domen gäller", actor=SYSTEM, at=at)

        operations.lift_hold(hold=hold, reason="Annat", actor=SYSTEM, at=at)

        assert LegalHold.objects.get().lifting_reason == "Domen gäller"

    def test_is_for_the_registrar(self, record, at):
        hold = place(record, at)

        with pytest.raises(NotPermitted):
            operations.lift_hold(hold=hold, reason="x", actor=ANYONE, at=at)


class TestPages:
    @pytest.fixture
    def registrar(self, client, record):
        held = RoleAssignmentFactory(role=Role.REGISTRAR, body=record.authority)
        client.force_login(held.user)
        return client

    def url(self, name, record, *more):
        number = [record.authority.slug, record.year, record.number]
        return reverse(f"register:{name}", args=[*number, *more])

    def test_place_and_lift(self, registrar, record):
        answer = {"ground": "appeal", "reason": "Mål 123-26"}

        registrar.post(self.url("hold", record), answer)
        page = registrar.get(self.url("record", record))
        hold = LegalHold.objects.get()
        registrar.post(
            self.url("lift_hold", record, hold.pk), {"reason": "Domen gäller"}
        )

        assert "Mål 123-26" in page.text
        assert queries.holds_of([7]) == {}

    def test_say_what_is_missing(self, registrar, record, at):
        hold = place(record, at)

        placed = registrar.post(self.url("hold", record), {"ground": "appeal"})
        lifted = registrar.post(self.url("lift_hold", record, hold.pk), {})

        assert (placed.status_code, lifted.status_code) == (422, 422)

    def test_are_closed_to_officers(self, client, record):
        held = RoleAssignmentFactory(role=Role.OFFICER, body=record.authority)
        client.force_login(held.user)

        page = client.post(self.url("hold", record), {"ground": "x", "reason": "x"})

        assert page.status_code == 403
        assert "Stoppa gallring" not in client.get(self.url("record", record)).text
