import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, SYSTEM
from medverkan.reference.register import operations
from tests.factories.bodies import AdministrationFactory, BodyFactory
from tests.factories.register import ClassCodeFactory, make_record

pytestmark = pytest.mark.django_db


class TestOpenRecord:
    def test_gives_the_next_number_of_the_year_as_the_pattern_writes_it(self, at):
        authority = BodyFactory(abbreviation="KS")
        make_record(authority=authority, at=at)

        record = make_record(
            authority=authority, at=at, class_code=ClassCodeFactory(code="1.4.2.1")
        )

        assert record.register_number == "KS 2026-00002 1.4.2.1"

    def test_counts_each_authority_and_year_apart(self, at):
        authority = BodyFactory()
        make_record(authority=authority, at=at)
        new_year = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)

        assert make_record(authority=authority, at=new_year).year == 2027
        assert make_record(authority=authority, at=new_year).number == 2
        assert make_record(at=at).number == 1

    def test_keeps_the_day_of_arrival(self, at):
        arrived_at = at - dt.timedelta(days=2)

        record = make_record(at=at, arrived_at=arrived_at)

        assert record.arrived_at == arrived_at
        assert record.is_late

    def test_returns_the_open_record_of_the_same_case(self, at):
        authority = BodyFactory()
        first = make_record(authority=authority, about_case=7, at=at)

        assert make_record(authority=authority, about_case=7, at=at) == first
        assert make_record(authority=authority, at=at).number == 2

    def test_refuses_a_body_without_a_register(self, at):
        with pytest.raises(operations.NotAnAuthority):
            make_record(authority=AdministrationFactory(), at=at)

    def test_tells_the_log_without_text(self, at):
        record = make_record(about_case=7, at=at)

        event = Event.objects.get(name="record.opened")
        assert event.about_case == 7
        assert event.body_id == record.authority_id
        assert event.data == {"year": 2026, "number": 1}


class TestAddDocument:
    def test_numbers_within_the_record(self, at):
        record = make_record(at=at)

        numbers = [_add(record, at, about_id=n).number for n in (11, 12, 13)]

        assert numbers == [1, 2, 3]

    def test_notes_the_same_thing_once(self, at):
        record = make_record(at=at)

        assert _add(record, at, about_id=11) == _add(record, at, about_id=11)


def _add(record, at, **more):
    return operations.add_document(
        record=record,
        direction="in",
        on=at.date(),
        description="Synpunkt",
        about_kind="message",
        actor=ANYONE,
        at=at,
        **more,
    )


class TestTransferRecord:
    def test_registers_at_the_other_authority_with_the_day_of_arrival(self, at):
        record = make_record(at=at, about_case=7)
        later = at + dt.timedelta(days=3)

        opened = operations.transfer_record(
            record=record, to=BodyFactory(), actor=SYSTEM, at=later
        )

        record.refresh_from_db()
        assert opened.arrived_at == at
        assert opened.transferred_from == record
        assert record.state == "transferred"
