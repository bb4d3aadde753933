import datetime as dt

import pytest

from medverkan.foundation import calendar, clock
from medverkan.foundation.audit.models import Event
from medverkan.reference.bodies.models import Cover
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import BodyFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/arbetsyta/franvaro/"


@pytest.fixture
def body():
    return BodyFactory()


@pytest.fixture
def officer(client, body):
    client.user = UserFactory()
    RoleAssignmentFactory(user=client.user, role=Role.OFFICER, body=body)
    client.force_login(client.user)
    return client


@pytest.fixture
def colleague(body):
    user = UserFactory(name="Ali Berg")
    RoleAssignmentFactory(user=user, role=Role.OFFICER, body=body)
    return user


def days(first, last):
    today = calendar.local_date(clock.now())
    return {
        "first_day": today + dt.timedelta(days=first),
        "last_day": today + dt.timedelta(days=last),
    }


class TestCover:
    def test_is_arranged_by_the_one_who_will_be_away(self, officer, colleague):
        officer.post(PAGE, {"covered_by": colleague.pk} | days(1, 5))

        assert Cover.objects.get().covered_by == colleague
        assert "Ali Berg" in officer.get(PAGE).content.decode()

    @pytest.mark.parametrize(("first", "last"), [(5, 1), (-5, -1)])
    def test_is_not_over_before_it_begins(self, officer, colleague, first, last):
        response = officer.post(PAGE, {"covered_by": colleague.pk} | days(first, last))

        assert response.status_code == 422
        assert not Cover.objects.exists()

    def test_is_no_stranger(self, officer):
        stranger = UserFactory()

        response = officer.post(PAGE, {"covered_by": stranger.pk} | days(1, 5))

        assert response.status_code == 422

    def test_ends_once(self, officer, colleague):
        officer.post(PAGE, {"covered_by": colleague.pk} | days(0, 5))
        ending = {"first_day": days(0, 0)["first_day"].isoformat()}

        for _ in range(2):
            officer.post("/arbetsyta/franvaro/avsluta/", ending)

        assert not Cover.objects.exists()
        assert Event.objects.filter(name="cover.ended").count() == 1

    def test_of_somebody_else_is_not_ended(self, officer, colleague):
        today = calendar.local_date(clock.now())
        Cover.objects.create(
            user=colleague, covered_by=officer.user, start_date=today, end_date=today
        )

        officer.post("/arbetsyta/franvaro/avsluta/", {"first_day": today.isoformat()})

        assert Cover.objects.exists()
