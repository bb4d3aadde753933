import datetime as dt

import pytest

from medverkan.foundation.permissions import ANYONE, SYSTEM
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register import operations, queries, rules
from medverkan.reference.register.models import Record
from tests.factories.bodies import BodyFactory, actor
from tests.factories.register import ClassCodeFactory, make_record

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 10)


class TestDiaryOfDay:
    def test_counts_days_as_sweden_does(self, at):
        late_evening = dt.datetime(2026, 11, 9, 23, 30, tzinfo=dt.UTC)
        record = make_record(at=at, arrived_at=late_evening)

        assert queries.diary_of_day(record.authority, DAY).arrived == [record]

    def test_leaves_out_other_authorities_and_days(self, at):
        make_record(at=at)
        record = make_record(at=at, arrived_at=at - dt.timedelta(days=1))

        diary = queries.diary_of_day(record.authority, DAY)

        assert diary.arrived == []
        assert diary.registered_late == [record]

    def test_shows_what_was_registered_later_on_the_day_it_arrived(self, at):
        record = make_record(at=at + dt.timedelta(days=2), arrived_at=at)

        assert queries.diary_of_day(record.authority, DAY).arrived == [record]

    def test_shows_what_is_in_quarantine(self, at):
        authority = BodyFactory()
        arrival = operations.quarantine(
            authority=authority,
            arrived_at=at,
            about_kind="cases.draft",
            about_id=1,
            actor=ANYONE,
            at=at,
        )

        assert queries.diary_of_day(authority, DAY).set_aside == [arrival]

    def test_shows_documents_by_direction(self, at):
        record = make_record(at=at)
        for direction in ("in", "out", "internal"):
            operations.add_document(
                record=record,
                direction=direction,
                on=DAY,
                description="Skrivelse",
                actor=SYSTEM,
                at=at,
            )

        diary = queries.diary_of_day(record.authority, DAY)

        assert [item.direction for item in diary.incoming] == ["in"]
        assert [item.direction for item in diary.outgoing] == ["out"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_takes_as_many_queries_whatever_the_day(
        self, at, count, django_assert_num_queries
    ):
        authority = BodyFactory()
        for _record in range(count):
            make_record(authority=authority, at=at)

        with django_assert_num_queries(4):
            queries.diary_of_day(authority, DAY)


class TestFindByRegisterNumber:
    @pytest.mark.parametrize(
        "written", ["KS 2026-00001 1.6", "ks 2026-00001", "  KS  2026-00001 "]
    )
    def test_takes_it_with_and_without_class(self, at, written):
        authority = BodyFactory(abbreviation="KS")
        record = make_record(
            authority=authority, at=at, class_code=ClassCodeFactory(code="1.6")
        )

        found = queries.find_by_register_number(written, actor=SYSTEM)

        assert found == record

    def test_finds_nothing_in_a_register_one_may_not_read(self, at):
        record = make_record(at=at)
        stranger = actor(Role.REGISTRAR, body=BodyFactory())

        written = record.register_number
        assert queries.find_by_register_number(written, actor=stranger) is None
        assert queries.find_by_register_number("", actor=SYSTEM) is None


class TestRecordsVisibleTo:
    @pytest.mark.parametrize("role", [*Role, None])
    @pytest.mark.parametrize("where", ["here", "elsewhere", "everywhere"])
    def test_are_those_one_may_read(self, at, role, where):
        record = make_record(at=at)
        body = {"here": record.authority, "elsewhere": BodyFactory()}.get(where)
        reader = actor(role, body=body) if role else ANYONE

        visible = queries.records_visible_to(reader).filter(pk=record.pk).exists()

        assert visible == rules.may_read_record(reader, record)

    def test_are_none_for_the_contact_centre(self, at):
        make_record(at=at)

        assert not queries.records_visible_to(actor(Role.CONTACT_CENTRE)).exists()
        assert queries.records_visible_to(SYSTEM).count() == Record.objects.count()


class TestRecordsOfCase:
    def test_tell_where_the_case_has_been_and_stands_now(self, at):
        first = make_record(at=at, about_case=7)
        then = at + dt.timedelta(hours=1)
        now = operations.transfer_record(
            record=first, to=BodyFactory(), actor=SYSTEM, at=then
        )

        assert list(queries.records_of_case(7)) == [first, now]
        assert queries.open_record_of_case(7) == now
        assert queries.open_record_of_case(8) is None
