import pytest
from django.urls import reverse

from medverkan.foundation import calendar, clock
from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register import operations
from medverkan.reference.register.models import Record
from tests.factories.bodies import BodyFactory, RoleAssignmentFactory
from tests.factories.register import ClassCodeFactory, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    now = clock.now()
    record = make_record(at=now, authority=BodyFactory(abbreviation="KS"))
    operations.add_document(
        record=record,
        direction="in",
        on=calendar.local_date(now),
        description="Inkommen skrivelse",
        actor=SYSTEM,
        at=now,
    )
    return record


@pytest.fixture
def registrar(client, record):
    held = RoleAssignmentFactory(role=Role.REGISTRAR, body=record.authority)
    client.force_login(held.user)
    return client


def _url(name, record):
    slug = record.authority.slug
    return reverse(f"register:{name}", args=[slug, record.year, record.number])


class TestDay:
    def test_lists_what_arrived(self, registrar, record):
        url = reverse("register:day", args=[record.authority.slug])

        page = registrar.get(url)

        assert page.status_code == 200
        assert record.register_number in page.text
        assert record.register_number in page.text

    def test_shows_the_day_asked_for(self, registrar, record):
        url = reverse("register:day", args=[record.authority.slug])

        page = registrar.get(url, {"dag": "2020-01-02"})

        assert record.register_number not in page.text

    @pytest.mark.parametrize("typed", ["2026-13-45", "0001-01-01", "9999-12-31"])
    def test_takes_as_today_what_is_no_day(self, registrar, record, typed):
        url = reverse("register:day", args=[record.authority.slug])

        page = registrar.get(url, {"dag": typed})

        assert record.register_number in page.text

    def test_is_closed_to_other_authorities(self, registrar):
        other = BodyFactory()

        page = registrar.get(reverse("register:day", args=[other.slug]))

        assert page.status_code == 403

    def test_is_a_table_for_excel(self, registrar, record):
        url = reverse("register:day_as_csv", args=[record.authority.slug])

        table = registrar.get(url).content.decode()

        assert table.startswith("\ufeff")
        assert record.register_number in table.splitlines()[1]

    def test_is_a_table_that_runs_no_formula(self, registrar, record):
        Record.objects.update(subject_line="=1+1")
        url = reverse("register:day_as_csv", args=[record.authority.slug])

        assert ";'=1+1;" in registrar.get(url).content.decode()

    def test_sends_whoever_is_not_signed_in_to_sign_in(self, client, record):
        page = client.get(reverse("register:day", args=[record.authority.slug]))

        assert page.status_code == 302


class TestRegisters:
    def test_find_a_record_by_its_number(self, registrar, record):
        page = registrar.get(
            reverse("register:registers"), {"nummer": record.register_number}
        )

        assert page.url == _url("record", record)

    def test_lead_to_ones_own_register(self, registrar, record):
        page = registrar.get(reverse("register:registers"), {"nummer": "XX 1"})

        assert page.url == reverse("register:day", args=[record.authority.slug])


class TestRecord:
    def test_shows_its_documents(self, registrar, record):
        page = registrar.get(_url("record", record))

        assert "Inkommen skrivelse" in page.text

    def test_shows_officers_no_forms(self, client, record):
        held = RoleAssignmentFactory(body=record.authority)
        client.force_login(held.user)

        page = client.get(_url("record", record))

        assert page.status_code == 200
        assert _url("word", record) not in page.text

    def test_is_not_found_by_a_number_never_given(self, registrar, record):
        record.number = 99

        assert registrar.get(_url("record", record)).status_code == 404

    def test_gets_another_wording_and_class(self, registrar, record):
        ClassCodeFactory(code="1.6")

        registrar.post(
            _url("word", record),
            {"subject_line": "Fråga om parkering", "class_code": "1.6"},
        )

        record.refresh_from_db()
        assert record.subject_line == "Fråga om parkering"
        assert record.register_number.endswith(" 1.6")

    def test_keeps_its_wording_when_none_is_given(self, registrar, record):
        page = registrar.post(_url("word", record), {"subject_line": " "}, follow=True)

        before = record.subject_line
        record.refresh_from_db()
        assert record.subject_line == before
        assert "200" in page.text

    def test_is_marked_and_the_mark_removed(self, registrar, record):
        registrar.post(_url("mark", record), {"provision": "OSL 26:1"})
        record.refresh_from_db()
        assert record.is_marked_secret

        registrar.post(_url("mark", record))
        record.refresh_from_db()
        assert not record.is_marked_secret

    def test_is_closed_and_opened_again(self, registrar, record):
        registrar.post(_url("close", record))
        record.refresh_from_db()
        assert record.state == "closed"

        registrar.post(_url("reopen", record))
        record.refresh_from_db()
        assert record.state == "open"
