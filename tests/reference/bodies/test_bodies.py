import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import SYSTEM, NotPermitted
from medverkan.reference.bodies import operations
from medverkan.reference.bodies.kinds import BodyKind
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import (
    AdministrationFactory,
    BodyFactory,
    TopicFactory,
    actor,
)

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 12, 31)


class TestCreateBody:
    def test_makes_an_authority_its_own(self, at):
        body = operations.create_body(
            kind=BodyKind.BOARD,
            slug="kultur",
            name="Kulturnämnden",
            actor=actor(Role.STRATEGIST),
            at=at,
        )

        assert Body.objects.get().authority == body
        assert Event.objects.get().data == {"kind": "board"}

    def test_refuses_an_administration_that_acts_for_nobody(self, at):
        with pytest.raises(ValidationError):
            operations.create_body(
                kind=BodyKind.ADMINISTRATION,
                slug="kultur",
                name="Kulturförvaltningen",
                actor=SYSTEM,
                at=at,
            )

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.REGISTRAR, Role.EDITOR])
    def test_is_for_those_who_keep_the_organisation(self, at, role):
        with pytest.raises(NotPermitted):
            operations.create_body(actor=actor(role), at=at)

    def test_is_not_for_a_strategist_of_one_board(self, at):
        with pytest.raises(NotPermitted):
            operations.create_body(
                actor=actor(Role.STRATEGIST, body=BodyFactory()), at=at
            )


class TestUpdateBody:
    def test_names_what_changed_and_not_to_what(self, at):
        body = BodyFactory()

        operations.update_body(
            body=body, phone="031-390 06 00", name=body.name, actor=SYSTEM, at=at
        )

        assert Event.objects.get().data == {"fields": "phone"}

    def test_with_nothing_new_is_no_event(self, at):
        body = BodyFactory()

        operations.update_body(body=body, phone="", actor=SYSTEM, at=at)

        assert not Event.objects.exists()


class TestCloseBody:
    def test_lets_it_exist_on_its_last_day(self, at):
        body = operations.close_body(
            body=BodyFactory(), last_day=DAY, actor=SYSTEM, at=at
        )

        assert body.is_open_on(DAY)
        assert not body.is_open_on(DAY + dt.timedelta(days=1))

    def test_is_done_once(self, at):
        body = BodyFactory()
        for _time in range(2):
            operations.close_body(body=body, last_day=DAY, actor=SYSTEM, at=at)

        assert Event.objects.count() == 1

    def test_is_refused_while_it_answers_a_topic(self, at):
        topic = TopicFactory()

        with pytest.raises(operations.BodyStillAnswers):
            operations.close_body(body=topic.body, last_day=DAY, actor=SYSTEM, at=at)

    def test_is_refused_while_somebody_acts_for_it(self, at):
        administration = AdministrationFactory()
        board = administration.authority

        with pytest.raises(operations.BodyStillAnswers):
            operations.close_body(body=board, last_day=DAY, actor=SYSTEM, at=at)

        operations.close_body(body=administration, last_day=DAY, actor=SYSTEM, at=at)
        operations.close_body(body=board, last_day=DAY, actor=SYSTEM, at=at)


class TestTopics:
    def test_move_to_another_body_with_an_event(self, at):
        topic, to = TopicFactory(), AdministrationFactory()
        before = topic.body_id

        topic = operations.move_topic(topic=topic, to=to, actor=SYSTEM, at=at)

        assert topic.body == to
        assert Event.objects.get().data == {"from_body": before, "to_body": to.pk}

    def test_stay_where_they_are_without_an_event(self, at):
        topic = TopicFactory()

        operations.move_topic(topic=topic, to=topic.body, actor=SYSTEM, at=at)

        assert not Event.objects.exists()

    def test_do_not_move_to_a_body_that_has_ended(self, at):
        ended = AdministrationFactory(end_date=at.date() - dt.timedelta(days=1))

        with pytest.raises(operations.BodyIsClosed):
            operations.move_topic(topic=TopicFactory(), to=ended, actor=SYSTEM, at=at)

    def test_are_changed_and_moved_in_one_go(self, at):
        to = AdministrationFactory()

        operations.update_topic(
            topic=TopicFactory(), body=to, is_protected=True, actor=SYSTEM, at=at
        )

        names = set(Event.objects.values_list("name", flat=True))
        assert names == {"topic.moved", "topic.saved"}

    def test_are_kept_by_those_who_keep_the_organisation(self, at):
        topic = TopicFactory()

        with pytest.raises(NotPermitted):
            operations.move_topic(
                topic=topic, to=topic.body, actor=actor(Role.COORDINATOR), at=at
            )


class TestBodies:
    @pytest.mark.parametrize(
        "values",
        [
            {"kind": "parliament"},
            {"kind": BodyKind.ADMINISTRATION},
            {"start_date": dt.date(2026, 1, 2), "end_date": dt.date(2026, 1, 1)},
        ],
        ids=["unknown kind", "acts for nobody", "ends before it starts"],
    )
    def test_cannot_be_impossible(self, values):
        with pytest.raises(IntegrityError), transaction.atomic():
            BodyFactory(**values)

    def test_cannot_act_for_another_as_a_board(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            BodyFactory(kind=BodyKind.BOARD, authority=BodyFactory())

    def test_cannot_share_an_abbreviation(self):
        BodyFactory(abbreviation="KS")

        with pytest.raises(IntegrityError), transaction.atomic():
            BodyFactory(abbreviation="KS")
