import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from medverkan.foundation import calendar, clock
from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import NotPermitted
from medverkan.foundation.text import Translated
from medverkan.reference.bodies import operations, queries
from medverkan.reference.bodies.models import Closure
from medverkan.reference.bodies.queries import closures
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import (
    BodyFactory,
    RoleAssignmentFactory,
    UserFactory,
    actor,
)

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 12, 22, 12, 0, tzinfo=dt.UTC)
TEXT = Translated(sv="Stängt i jul.", en="Closed at Christmas.")
FIRST, LAST = dt.date(2026, 12, 23), dt.date(2026, 12, 27)


def announce(body=None, *, by=None, **values) -> Closure:
    said = {"text": TEXT, "first_date": FIRST, "last_date": LAST, "at": AT} | values
    by = by or actor(Role.EDITOR)
    return operations.announce_closure(body=body, actor=by, **said)


def told(body=None, *, on: dt.date) -> list[str]:
    closures.announced.forget()
    at = dt.datetime.combine(on, dt.time(12), tzinfo=dt.UTC)
    return [str(text) for text in queries.closures_now(body, at)]


class TestAnnounce:
    @pytest.fixture(autouse=True)
    def before_christmas(self, monkeypatch):
        monkeypatch.setattr(clock, "now", lambda: AT)

    @pytest.mark.parametrize(("day", "is_told"), [(22, False), (23, True), (27, True), (28, False)])  # fmt: skip
    def test_tells_from_the_first_to_the_last_day(self, day, is_told):
        announce()

        assert bool(told(on=dt.date(2026, 12, day))) is is_told

    def test_of_a_body_tells_those_who_write_to_it(self):
        body, other = BodyFactory(), BodyFactory()
        announce(body)

        assert told(body, on=FIRST) == ["Stängt i jul."]
        assert told(other, on=FIRST) == told(on=FIRST) == []

    def test_of_an_authority_tells_those_who_write_to_its_administration(self):
        body = BodyFactory()
        announce(body.authority)

        assert told(body, on=FIRST)

    def test_twice_is_told_once(self):
        by = actor(Role.EDITOR)

        assert announce(by=by) == announce(by=by)
        assert Event.objects.filter(name="closure.announced").count() == 1

    def test_of_everyone_is_not_for_an_editor_of_one_body(self):
        body = BodyFactory()
        by = actor(Role.EDITOR, body=body)

        announce(body, by=by)
        with pytest.raises(NotPermitted):
            announce(by=by)
        with pytest.raises(NotPermitted):
            announce(BodyFactory(), by=by)

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.REVIEWER])
    def test_is_not_for_others(self, role):
        with pytest.raises(NotPermitted):
            announce(by=actor(role))

    def test_never_ends_before_it_begins(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            announce(last_date=FIRST - dt.timedelta(days=1))


class TestTakeBack:
    def test_tells_no_more_and_twice_is_once(self):
        closure, by = announce(), actor(Role.COORDINATOR)

        for _time in range(2):
            operations.take_back_closure(closure=closure, actor=by, at=AT)

        assert not Closure.objects.exists()
        assert Event.objects.filter(name="closure.taken_back").count() == 1

    def test_is_not_for_others(self):
        closure = announce()

        with pytest.raises(NotPermitted):
            operations.take_back_closure(
                closure=closure, actor=actor(Role.OFFICER), at=AT
            )


class TestPage:
    @pytest.fixture
    def body(self):
        return BodyFactory()

    @pytest.fixture
    def editor(self, body):
        user, browser = UserFactory(), Client()
        RoleAssignmentFactory(user=user, role=Role.EDITOR, body=body)
        browser.force_login(user)
        return browser

    def form(self, body, /, **values):
        today = calendar.local_date(clock.now()).isoformat()
        said = {"body": body.pk, "first_day": today, "last_day": today}
        return said | {"sv": "Stängt i dag."} | values

    def test_shows_what_is_told_where_people_write(self, client, editor):
        announce(first_date=calendar.local_date(clock.now()), last_date=dt.date.max)
        closures.announced.forget()

        assert "Stängt i jul." in client.get("/skriv/").text
        assert "Closed at Christmas." in client.get("/en/skriv/").text

    def test_tells_and_takes_back(self, editor, body):
        editor.post("/arbetsyta/stangt/", self.form(body))
        assert "Stängt i dag." in editor.get("/arbetsyta/stangt/").text

        editor.post(f"/arbetsyta/stangt/{Closure.objects.get().pk}/")
        assert not Closure.objects.exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"sv": ""},
            {"body": ""},
            {"first_day": "snart"},
            {"last_day": "2026-01-01"},
            {"first_day": "2999-01-01"},
            {"sv": "x" * 301},
        ],
    )
    def test_says_what_is_wrong(self, editor, body, wrong):
        page = editor.post("/arbetsyta/stangt/", self.form(body, **wrong))

        assert page.status_code == 422
        assert not Closure.objects.exists()

    def test_of_another_body_cannot_be_chosen_or_taken_back(self, editor):
        other = BodyFactory()
        closure = announce(other, last_date=dt.date.max)

        said = self.form(other)
        assert editor.post("/arbetsyta/stangt/", said).status_code == 422
        path = f"/arbetsyta/stangt/{closure.pk}/"
        assert editor.post(path).status_code == 404
