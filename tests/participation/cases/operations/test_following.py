import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.tags import address_tag
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Follower
from medverkan.participation.cases.states import Frequency
from tests.factories.cases import AT, lodged, officer_of
from tests.participation.cases.following.conftest import follow, published

pytestmark = pytest.mark.django_db

TAG = address_tag("anna@example.org")
HOUR = dt.timedelta(hours=1)


def asked():
    return Delivery.objects.filter(letter="follow.to_confirm").count()


class TestAskToFollow:
    def test_writes_to_the_address_and_waits_for_its_yes(self):
        case = published()
        follow(case, confirm=False)

        assert asked() == 1
        assert case.followers.get().confirmed_at is None

    def test_sent_twice_writes_one_letter(self):
        case = published()
        follow(case, confirm=False)
        follow(case, "Anna", confirm=False)

        assert asked() == 1
        assert case.followers.count() == 1

    def test_an_hour_later_writes_again_and_keeps_what_was_chosen(self):
        case = published()
        follow(case)
        follow(case, weekly=True, at=AT + HOUR, confirm=False)

        assert asked() == 2
        assert case.followers.get().frequency == Frequency.EACH

    @pytest.mark.parametrize("make", [lodged, lambda: ended(published())])
    def test_is_refused_where_there_is_nothing_to_follow(self, make):
        with pytest.raises(NotPermitted):
            follow(make())

        assert not Follower.objects.exists()

    def test_tells_the_log_no_address_and_no_case(self):
        follow(published())

        for event in Event.objects.filter(name__startswith="follower."):
            assert event.about_case is None
            assert event.data == {}


def ended(case):
    operations.end_voting(case=case, counted=3, at=AT)
    case.refresh_from_db()
    return case


class TestChoose:
    def test_is_nothing_for_who_never_asked(self):
        case = published()

        assert (
            operations.choose(case=case, tag=TAG, frequency=Frequency.EACH, at=AT)
            is None
        )

    def test_changes_how_often(self):
        case = published()
        follow(case)
        operations.choose(case=case, tag=TAG, frequency=Frequency.WEEKLY, at=AT)

        assert case.followers.get().frequency == Frequency.WEEKLY

    def test_twice_is_one_event(self):
        case = published()
        follow(case)
        operations.choose(case=case, tag=TAG, frequency=Frequency.EACH, at=AT + HOUR)

        confirmed = Event.objects.filter(name="follower.confirmed")
        assert confirmed.count() == 1
        assert not Event.objects.filter(name="follower.changed").exists()
        assert case.followers.get().confirmed_at == AT


class TestStopFollowing:
    def test_forgets_one_case(self):
        case, other = published(), published()
        follow(case)
        follow(other)
        operations.stop_following(tag=TAG, case=case, at=AT)

        assert [one.case for one in Follower.objects.all()] == [other]

    def test_forgets_all_and_nobody_else(self):
        case = published()
        for name in ("anna", "bo"):
            follow(case, name)
        operations.stop_following(tag=TAG, case=None, at=AT)

        assert [one.email for one in Follower.objects.all()] == ["bo@example.org"]

    def test_twice_is_done_once(self):
        follow(published())

        assert operations.stop_following(tag=TAG, case=None, at=AT) == 1
        assert operations.stop_following(tag=TAG, case=None, at=AT) == 0


class TestForgetUnconfirmed:
    def test_forgets_after_a_week_those_who_did_not_say_yes(self):
        case = published()
        follow(case, "anna", confirm=False)
        follow(case, "bo")

        assert operations.forget_unconfirmed(at=AT + dt.timedelta(days=7)) == 0
        assert operations.forget_unconfirmed(at=AT + dt.timedelta(days=7, seconds=1))
        assert [one.email for one in Follower.objects.all()] == ["bo@example.org"]


def test_an_officer_who_takes_the_case_down_stops_new_followers():
    case = published()
    operations.unpublish(case=case, version=case.version, actor=officer_of(case), at=AT)
    with pytest.raises(NotPermitted):
        follow(case)
