import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.reference.bodies import operations, queries
from medverkan.reference.bodies.models import Cover, RoleAssignment, UserLanguage
from medverkan.reference.bodies.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import (
    AdministrationFactory,
    RoleAssignmentFactory,
    actor,
)

pytestmark = pytest.mark.django_db


def _assign(at, *, by=SYSTEM, **values):
    values = {"user": UserFactory(), "role": Role.OFFICER, "body": None} | values
    return operations.assign_role(**values, actor=by, at=at)


class TestAssignRole:
    def test_gives_the_role_from_now_on(self, at):
        body = AdministrationFactory()

        held = _assign(at, body=body, by=actor(Role.ADMINISTRATOR))

        assert held in queries.roles_held(at)
        event = Event.objects.get()
        assert (event.name, event.body_id) == ("role.assigned", body.pk)
        assert event.data == {"user": held.user_id, "role": "officer"}

    def test_given_twice_is_given_once(self, at):
        user = UserFactory()

        assert _assign(at, user=user) == _assign(at, user=user)
        assert Event.objects.count() == 1

    def test_can_be_given_anew_after_it_ended(self, at):
        user = UserFactory()
        operations.end_role(assignment=_assign(at, user=user), actor=SYSTEM, at=at)

        _assign(at, user=user)

        assert RoleAssignment.objects.filter(user=user).count() == 2

    @pytest.mark.parametrize("role", set(Role) - {Role.ADMINISTRATOR})
    def test_is_refused_to_all_but_administrators(self, at, role):
        with pytest.raises(NotPermitted):
            _assign(at, by=actor(role))

    def test_lets_nobody_make_oneself_administrator(self, at):
        user = UserFactory()
        administrator = actor(Role.ADMINISTRATOR, user=user)

        with pytest.raises(NotPermitted):
            _assign(at, user=user, role=Role.ADMINISTRATOR, by=administrator)
        assert not Event.objects.exists()

    def test_ends_by_itself_at_the_end(self, at):
        until = at + dt.timedelta(days=1)

        held = _assign(at, until=until)

        assert held in queries.roles_held(until - dt.timedelta(seconds=1))
        assert held not in queries.roles_held(until)


class TestEndRole:
    def test_ends_it_now(self, at):
        held = RoleAssignmentFactory()

        operations.end_role(assignment=held, actor=actor(Role.ADMINISTRATOR), at=at)

        assert held not in queries.roles_held(at)
        assert Event.objects.get().name == "role.ended"

    def test_leaves_what_has_ended_as_it_was(self, at):
        ended_at = at - dt.timedelta(days=1)
        held = RoleAssignmentFactory(ends_at=ended_at)

        held = operations.end_role(assignment=held, actor=SYSTEM, at=at)

        assert held.ends_at == ended_at
        assert not Event.objects.exists()

    def test_is_for_administrators(self, at):
        with pytest.raises(NotPermitted):
            operations.end_role(assignment=RoleAssignmentFactory(), actor=ANYONE, at=at)


class TestRoleAssignments:
    @pytest.mark.parametrize(
        "values",
        [
            {"role": "king"},
            {"role": Role.ADMINISTRATOR},
            {"ends_at": dt.datetime(2019, 1, 1, tzinfo=dt.UTC)},
        ],
        ids=["unknown role", "administrator of one body", "ends before it starts"],
    )
    def test_cannot_be_impossible(self, values):
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleAssignmentFactory(**values)

    @pytest.mark.parametrize("whole", [True, False])
    def test_cannot_be_held_twice_at_a_time(self, whole):
        held = RoleAssignmentFactory(**{"body": None} if whole else {})

        with pytest.raises(IntegrityError), transaction.atomic():
            RoleAssignmentFactory(user=held.user, body=held.body)


class TestCover:
    def test_is_arranged_by_the_one_who_is_away(self, at):
        away, there = UserFactory(), UserFactory()
        day = dt.date(2026, 11, 10)

        operations.cover(
            user=away,
            covered_by=there,
            first_day=day,
            last_day=day,
            actor=actor(Role.OFFICER, user=away),
            at=at,
        )

        assert list(queries.standing_in_for(there, at)) == [away]
        assert not queries.standing_in_for(there, at + dt.timedelta(days=1))

    def test_is_not_arranged_by_a_colleague(self, at):
        with pytest.raises(NotPermitted):
            operations.cover(
                user=UserFactory(),
                covered_by=UserFactory(),
                first_day=at.date(),
                last_day=at.date(),
                actor=actor(Role.OFFICER),
                at=at,
            )

    def test_is_never_by_oneself(self, at):
        user = UserFactory()

        with pytest.raises(IntegrityError), transaction.atomic():
            Cover.objects.create(user=user, covered_by=user, start_date=at, end_date=at)


class TestSetLanguages:
    def test_replaces_the_ones_before(self, at):
        user = UserFactory()
        for languages in (["sv", "fi"], ["fi", "en"]):
            operations.set_languages(
                user=user, languages=languages, actor=SYSTEM, at=at
            )

        found = UserLanguage.objects.filter(user=user).values_list(
            "language", flat=True
        )
        assert set(found) == {"fi", "en"}
