import datetime as dt

import pytest

from medverkan.foundation.accounts import grants
from medverkan.foundation.permissions import Grant
from medverkan.reference.bodies import queries
from medverkan.reference.bodies.kinds import BodyKind
from medverkan.reference.bodies.models import ClosedDay, TopicInArea, UserLanguage
from medverkan.reference.bodies.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import (
    AdministrationFactory,
    AreaFactory,
    BodyFactory,
    RoleAssignmentFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def _square(west, south, side):
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


class TestAreaAt:
    @pytest.fixture(autouse=True)
    def _areas(self):
        AreaFactory(slug="hulta", outline=_square(12.9, 57.7, 0.1))
        AreaFactory(slug="kommunen", outline=_square(12, 57, 2))
        AreaFactory(slug="boras", outline=_square(12.8, 57.6, 0.3))
        AreaFactory(slug="utan-grans")

    def test_is_the_smallest_that_holds_the_point(self):
        assert queries.area_at(57.75, 12.95).slug == "hulta"
        assert queries.area_at(57.65, 12.95).slug == "boras"
        assert queries.area_at(57.1, 12.1).slug == "kommunen"

    def test_is_none_outside_all_or_without_a_point(self):
        assert queries.area_at(59.3, 18.1) is None
        assert queries.area_at(None, 12.95) is None

    def test_reads_the_outlines_once(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            queries.area_at(57.75, 12.95)
            queries.area_at(57.65, 12.95)

    def test_features_come_the_largest_first(self):
        features = queries.area_features()

        assert [each["id"] for each in features] == ["kommunen", "boras", "hulta"]
        assert features[0]["geometry"]["type"] == "Polygon"


class TestAuthorities:
    def test_leave_out_administrations_and_networks(self):
        administration = AdministrationFactory()
        BodyFactory(kind=BodyKind.NETWORK)

        assert list(queries.authorities()) == [administration.authority]


class TestBodiesOpen:
    def test_include_the_last_day(self, at):
        body = BodyFactory(end_date=dt.date(2026, 11, 10))

        assert list(queries.bodies_open(at)) == [body]
        assert not queries.bodies_open(at + dt.timedelta(days=1))

    def test_leave_out_what_has_not_begun(self, at):
        BodyFactory(start_date=dt.date(2026, 11, 11))

        assert not queries.bodies_open(at)


class TestActingBodies:
    def test_leave_out_the_authority_itself(self):
        administration = AdministrationFactory()

        found = queries.acting_bodies(administration.authority)

        assert list(found) == [administration]


class TestBodyFor:
    def test_is_the_topics_own_body(self):
        topic = TopicFactory()

        assert queries.body_for(topic=topic) == topic.body
        assert queries.body_for(topic=topic, area=AreaFactory()) == topic.body

    def test_is_the_nearest_areas_own_body(self):
        topic = TopicFactory()
        town = AreaFactory()
        quarter = AreaFactory(parent=AreaFactory(parent=town))
        exception = TopicInArea.objects.create(
            topic=topic, area=town, body=BodyFactory()
        )

        assert queries.body_for(topic=topic, area=quarter) == exception.body

    def test_survives_areas_that_lie_in_each_other(self):
        first = AreaFactory()
        second = AreaFactory(parent=first)
        first.parent = second
        first.save()
        topic = TopicFactory()
        TopicInArea.objects.create(topic=topic, area=AreaFactory(), body=BodyFactory())

        assert queries.body_for(topic=topic, area=first) == topic.body


class TestGrantsOf:
    def test_are_the_roles_held_at_the_instant(self, at):
        held = RoleAssignmentFactory(
            body=None, role=Role.STRATEGIST, starts_at=at, ends_at=None
        )

        assert queries.grants_of(held.user_id, at) == {Grant("strategist", None)}
        before = at - dt.timedelta(seconds=1)
        assert queries.grants_of(held.user_id, before) == frozenset()

    def test_end_at_the_end_itself(self, at):
        held = RoleAssignmentFactory(body=None, ends_at=at)

        assert queries.grants_of(held.user_id, at) == frozenset()

    def test_of_an_administration_hold_at_its_board_and_not_at_its_sister(self, at):
        administration = AdministrationFactory()
        AdministrationFactory(authority=administration.authority)
        held = RoleAssignmentFactory(body=administration)

        assert {grant.body_id for grant in queries.grants_of(held.user_id, at)} == {
            administration.pk,
            administration.authority_id,
        }

    def test_of_a_board_hold_at_its_administrations_and_not_at_its_councils(self, at):
        administration = AdministrationFactory()
        board = administration.authority
        BodyFactory(kind=BodyKind.ADVISORY_COUNCIL, authority=board)
        held = RoleAssignmentFactory(body=board)

        assert {grant.body_id for grant in queries.grants_of(held.user_id, at)} == {
            administration.pk,
            board.pk,
        }

    def test_of_an_advisory_council_stay_there(self, at):
        council = BodyFactory(kind=BodyKind.ADVISORY_COUNCIL, authority=BodyFactory())
        held = RoleAssignmentFactory(body=council)

        assert queries.grants_of(held.user_id, at) == {Grant("officer", council.pk)}

    def test_are_none_for_someone_who_has_left(self, at):
        held = RoleAssignmentFactory(user=UserFactory(is_active=False))

        assert queries.grants_of(held.user_id, at) == frozenset()

    def test_take_two_queries(self, at, django_assert_num_queries):
        user = UserFactory()
        RoleAssignmentFactory.create_batch(3, user=user)

        with django_assert_num_queries(2):
            queries.grants_of(user.pk, at)


class TestOfficersOf:
    def test_are_those_whose_grants_say_so(self, at):
        here = RoleAssignmentFactory()
        board = here.body.authority
        sister = RoleAssignmentFactory(body=AdministrationFactory(authority=board))
        whole = RoleAssignmentFactory(body=None)
        at_board = RoleAssignmentFactory(body=board)
        RoleAssignmentFactory(body=here.body, role=Role.EDITOR)
        RoleAssignmentFactory()

        assert set(queries.officers_of(here.body, at)) == {
            here.user,
            whole.user,
            at_board.user,
        }
        assert set(queries.officers_of(board, at)) == {
            here.user,
            sister.user,
            whole.user,
            at_board.user,
        }

    def test_answer_in_the_language_asked_for(self, at):
        held = RoleAssignmentFactory()
        RoleAssignmentFactory(body=held.body)
        UserLanguage.objects.create(user=held.user, language="fi")

        assert list(queries.officers_of(held.body, at, "fi")) == [held.user]
        assert queries.officers_of(held.body, at, "sv").count() == 2


class TestClosedDays:
    def test_are_dates(self):
        ClosedDay.objects.create(date=dt.date(2026, 5, 15))

        assert queries.closed_days() == {dt.date(2026, 5, 15)}


class TestSourceOfGrants:
    def test_is_registered_with_accounts(self, at):
        held = RoleAssignmentFactory(body=None, role=Role.EDITOR)

        assert grants.grants_of(held.user_id, at) == {Grant("editor", None)}


class TestFrontDesk:
    def test_is_the_executive_boards_administration(self):
        board = BodyFactory(kind=BodyKind.EXECUTIVE_BOARD)
        BodyFactory(kind=BodyKind.ADVISORY_COUNCIL, authority=board, slug="a-council")
        office = AdministrationFactory(authority=board)

        assert queries.front_desk() == office
        assert queries.answering_body(topic=None) == office

    def test_is_the_board_itself_where_nobody_acts_for_it(self):
        board = BodyFactory(kind=BodyKind.EXECUTIVE_BOARD)

        assert queries.front_desk() == board
