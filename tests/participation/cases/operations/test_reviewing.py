import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import SYSTEM, NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Review
from medverkan.participation.cases.operations import ReviewTaken
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import actor
from tests.factories.cases import AT, assigned_officer, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

HALF_AN_HOUR = dt.timedelta(minutes=30)
MOMENT = dt.timedelta(seconds=1)


@pytest.fixture
def case():
    return lodged(pathway=RuleSetFactory(gathering=True, votes=150).pathway)


@pytest.fixture
def anna(case):
    return officer_of(case)


@pytest.fixture
def bo(case):
    return officer_of(case)


def take(case, by, at=AT, **more):
    return operations.take_review(case=case, actor=by, at=at, **more)


def publish(case, by, at=AT):
    case.refresh_from_db()
    return operations.publish(
        case=case, title="x", text="x", version=case.version, actor=by, at=at
    )


def named(kind):
    return Event.objects.filter(name=f"case.review_{kind}").count()


class TestTakeReview:
    def test_keeps_others_out(self, case, anna, bo):
        take(case, anna)

        with pytest.raises(ReviewTaken) as refused:
            take(case, bo, AT + HALF_AN_HOUR - MOMENT)
        assert refused.value.review.reviewer_id == anna.user_id

    def test_lasts_half_an_hour(self, case, anna, bo):
        take(case, anna)

        assert take(case, bo, AT + HALF_AN_HOUR).taken_from is None

    def test_again_begins_the_time_anew_in_one_row(self, case, anna, bo):
        take(case, anna)
        take(case, anna, AT + HALF_AN_HOUR - MOMENT)

        with pytest.raises(ReviewTaken):
            take(case, bo, AT + HALF_AN_HOUR)
        assert (Review.objects.count(), named("taken")) == (1, 1)

    def test_may_be_taken_over_and_says_from_whom(self, case, anna, bo):
        take(case, anna)

        review = take(case, bo, take_over=True)

        assert (review.reviewer_id, review.taken_from_id) == (bo.user_id, anna.user_id)
        assert named("taken_over") == 1

    def test_may_be_taken_back(self, case, anna, bo):
        take(case, anna)
        take(case, bo, take_over=True)

        assert take(case, anna, take_over=True).taken_from_id == bo.user_id

    @pytest.mark.parametrize("role", [Role.ELECTED_MEMBER, Role.CONTACT_CENTRE])
    def test_is_for_those_who_review(self, case, role):
        with pytest.raises(NotPermitted):
            take(case, actor(role))

    def test_is_for_persons(self, case):
        with pytest.raises(NotPermitted):
            take(case, SYSTEM)

    def test_is_for_what_waits_for_review(self, anna, case):
        publish(case, anna)

        with pytest.raises(NotPermitted):
            take(case, anna)

    def test_is_closed_to_whom_it_names(self, case):
        user, officer = assigned_officer(case)
        operations.declare_conflict(
            case=case, user=user, ground="declared", actor=officer, at=AT
        )

        case.refresh_from_db()
        with pytest.raises(NotPermitted):
            take(case, officer)


class TestReleaseReview:
    def test_lets_another_take_it(self, case, anna, bo):
        take(case, anna)
        operations.release_review(case=case, actor=anna, at=AT)

        assert take(case, bo).reviewer_id == bo.user_id

    def test_of_anothers_changes_nothing(self, case, anna, bo):
        take(case, anna)
        operations.release_review(case=case, actor=bo, at=AT)

        assert Review.objects.get().reviewer_id == anna.user_id
        assert named("released") == 0


class TestPublishing:
    def test_ends_ones_own_review(self, case, anna):
        take(case, anna)
        publish(case, anna)

        assert not Review.objects.exists()

    def test_is_refused_while_another_reviews(self, case, anna, bo):
        take(case, anna)

        with pytest.raises(ReviewTaken):
            publish(case, bo)
        case.refresh_from_db()
        with pytest.raises(ReviewTaken):
            operations.refuse_publication(
                case=case, ground="x", version=case.version, actor=bo, at=AT
            )
        case.refresh_from_db()
        assert not case.is_published

    def test_goes_when_the_others_time_is_out(self, case, anna, bo):
        take(case, anna)

        assert publish(case, bo, AT + HALF_AN_HOUR).is_published
