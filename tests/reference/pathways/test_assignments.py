import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import NotPermitted
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways import operations
from medverkan.reference.pathways.choices import AssignmentRole
from medverkan.reference.pathways.models import Assignment
from medverkan.reference.pathways.operations import AlreadyEnded
from tests.factories.bodies import BodyFactory, actor
from tests.factories.pathways import AssignmentFactory, ResponsibilityFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 1, 1)


@pytest.fixture
def secretary():
    return actor(Role.BOARD_SECRETARY)


class TestAssign:
    def test_is_made_once_though_sent_twice(self, secretary, at):
        part = {
            "responsibility": ResponsibilityFactory(),
            "body": BodyFactory(),
            "role": AssignmentRole.SUPPORTING,
            "valid_from": DAY,
        }
        for _time in range(2):
            operations.assign(**part, actor=secretary, at=at)

        assert Assignment.objects.get().role == AssignmentRole.SUPPORTING
        assert Event.objects.get().name == "assignment.made"

    def test_is_not_for_officers(self, at):
        with pytest.raises(NotPermitted):
            operations.assign(
                responsibility=ResponsibilityFactory(),
                body=BodyFactory(),
                role=AssignmentRole.RESPONSIBLE,
                valid_from=DAY,
                actor=actor(Role.OFFICER),
                at=at,
            )


class TestEndAssignment:
    def test_is_valid_up_to_its_last_day(self, secretary, at):
        assignment = operations.end_assignment(
            assignment=AssignmentFactory(), last_day=DAY, actor=secretary, at=at
        )

        assert assignment.is_valid_on(DAY)
        assert not assignment.is_valid_on(DAY + dt.timedelta(days=1))
        assert list(Assignment.objects.valid_on(DAY)) == [assignment]
        assert not Assignment.objects.valid_on(DAY + dt.timedelta(days=1)).exists()

    def test_happens_once(self, secretary, at):
        assignment = AssignmentFactory(valid_until=DAY)

        with pytest.raises(AlreadyEnded):
            operations.end_assignment(
                assignment=assignment, last_day=DAY, actor=secretary, at=at
            )


class TestSaveOtherWay:
    def test_writes_and_rewrites_the_text(self, secretary, at):
        for name in ("Frågestund", "Allmänhetens frågestund"):
            way = operations.save_other_way(
                slug="fragestund",
                values={"name": {"sv": name}, "description": {"sv": "Fråga."}},
                actor=secretary,
                at=at,
            )

        way.refresh_from_db()
        assert str(way.name) == "Allmänhetens frågestund"


class TestSaveResponsibility:
    def test_is_not_for_officers(self, at):
        with pytest.raises(NotPermitted):
            operations.save_responsibility(
                slug="x", values={}, actor=actor(Role.OFFICER), at=at
            )
