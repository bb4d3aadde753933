import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register import operations
from tests.factories.bodies import AdministrationFactory, BodyFactory, actor
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

    def test_twice_returns_what_was_opened_the_first_time(self, at):
        record, to = make_record(at=at), BodyFactory()
        opened = operations.transfer_record(record=record, to=to, actor=SYSTEM, at=at)

        again = operations.transfer_record(record=record, to=to, actor=SYSTEM, at=at)

        assert again == opened

    def test_comes_back_as_a_new_record(self, at):
        record = make_record(at=at, about_case=7)
        there = operations.transfer_record(
            record=record, to=BodyFactory(), actor=SYSTEM, at=at
        )

        back = operations.transfer_record(
            record=there, to=record.authority, actor=SYSTEM, at=at
        )

        assert back != record
        assert back.authority == record.authority
        assert back.number == 2

    def test_is_for_those_who_handle_the_matter(self, at):
        with pytest.raises(NotPermitted):
            operations.transfer_record(
                record=make_record(at=at), to=BodyFactory(), actor=ANYONE, at=at
            )


class TestCloseRecord:
    def test_is_for_those_who_handle_the_matter(self, at):
        record = make_record(at=at)
        officer = actor(Role.OFFICER, body=record.authority)

        closed = operations.close_record(record=record, actor=officer, at=at)

        assert (closed.state, closed.closed_at) == ("closed", at)
        with pytest.raises(NotPermitted):
            operations.close_record(
                record=record, actor=actor(Role.OFFICER, body=BodyFactory()), at=at
            )

    def test_twice_keeps_the_first_instant(self, at):
        record = make_record(at=at)
        operations.close_record(record=record, actor=SYSTEM, at=at)

        closed = operations.close_record(
            record=record, actor=SYSTEM, at=at + dt.timedelta(days=1)
        )

        assert closed.closed_at == at
        assert Event.objects.filter(name="record.closed").count() == 1


class TestReopenRecord:
    def test_opens_it_again(self, at):
        record = make_record(at=at)
        operations.close_record(record=record, actor=SYSTEM, at=at)

        opened = operations.reopen_record(record=record, actor=SYSTEM, at=at)

        assert (opened.state, opened.closed_at) == ("open", None)

    def test_is_refused_after_a_transfer(self, at):
        record = make_record(at=at)
        operations.transfer_record(record=record, to=BodyFactory(), actor=SYSTEM, at=at)

        with pytest.raises(TransitionRefused):
            operations.reopen_record(record=record, actor=SYSTEM, at=at)


class TestReclassify:
    def test_keeps_the_number_and_writes_it_with_the_class(self, at):
        record = make_record(authority=BodyFactory(abbreviation="KS"), at=at)
        registrar = actor(Role.REGISTRAR, body=record.authority)

        record = operations.reclassify(
            record=record,
            class_code=ClassCodeFactory(code="1.6"),
            actor=registrar,
            at=at,
        )

        assert record.register_number == "KS 2026-00001 1.6"
        assert Event.objects.get(name="record.reclassified").data == {
            "class_code": "1.6"
        }

    def test_is_for_the_authoritys_own_registrar(self, at):
        record = make_record(at=at)

        for other in (
            actor(Role.OFFICER, body=record.authority),
            actor(Role.REGISTRAR, body=BodyFactory()),
        ):
            with pytest.raises(NotPermitted):
                operations.reclassify(
                    record=record, class_code=None, actor=other, at=at
                )


class TestChangeSubjectLine:
    def test_leaves_no_wording_in_the_log(self, at):
        record = make_record(at=at)

        operations.change_subject_line(
            record=record, subject_line="Fråga om parkering", actor=SYSTEM, at=at
        )

        record.refresh_from_db()
        assert record.subject_line == "Fråga om parkering"
        assert Event.objects.get(name="record.subject_line_changed").data == {}


class TestMarkSecrecy:
    def test_says_provision_date_and_authority(self, at):
        record = operations.mark_secrecy(
            record=make_record(at=at), provision="OSL 26:1", actor=SYSTEM, at=at
        )

        assert record.secrecy_date == dt.date(2026, 11, 10)
        assert record.secrecy_authority == record.authority

    def test_follows_to_another_authority_with_who_made_it(self, at):
        record = operations.mark_secrecy(
            record=make_record(at=at), provision="OSL 26:1", actor=SYSTEM, at=at
        )

        opened = operations.transfer_record(
            record=record, to=BodyFactory(), actor=SYSTEM, at=at
        )

        assert opened.secrecy_authority == record.authority

    def test_is_removed_by_a_registrar(self, at):
        record = operations.mark_secrecy(
            record=make_record(at=at), provision="OSL 26:1", actor=SYSTEM, at=at
        )

        record = operations.remove_secrecy_mark(record=record, actor=SYSTEM, at=at)

        assert not record.is_marked_secret


class TestMoveWithinAuthority:
    def test_changes_who_is_responsible(self, at):
        administration = AdministrationFactory()
        record = make_record(authority=administration.authority, at=at)

        record = operations.move_within_authority(
            record=record, to=administration, actor=SYSTEM, at=at
        )

        assert record.responsible_body == administration

    def test_refuses_a_body_of_another_authority(self, at):
        with pytest.raises(operations.OtherAuthority):
            operations.move_within_authority(
                record=make_record(at=at),
                to=AdministrationFactory(),
                actor=SYSTEM,
                at=at,
            )


class TestSetPattern:
    def test_holds_for_records_to_come(self, at):
        record = make_record(authority=BodyFactory(abbreviation="KS"), at=at)
        operations.set_pattern(
            authority=record.authority,
            pattern="{year}/{abbr}{number:04d}",
            actor=actor(Role.REGISTRAR, body=record.authority),
            at=at,
        )

        later = make_record(authority=record.authority, at=at)

        assert later.register_number == "2026/KS0002"
        assert record.register_number == "KS 2026-00001"

    def test_refuses_one_that_repeats_numbers(self, at):
        with pytest.raises(ValidationError):
            operations.set_pattern(
                authority=BodyFactory(), pattern="{abbr}", actor=SYSTEM, at=at
            )


class TestQuarantine:
    def test_keeps_the_day_of_arrival_when_registered(self, at):
        arrival = _quarantine(at)

        record = operations.register_arrival(
            arrival=arrival,
            subject_line="Fråga",
            about_case=None,
            class_code=None,
            actor=SYSTEM,
            at=at + dt.timedelta(days=2),
        )

        assert record.arrived_at == at
        assert record.is_late

    def test_is_noted_once(self, at):
        assert _quarantine(at) == _quarantine(at)

    def test_is_set_aside_by_a_person_once(self, at):
        arrival = _quarantine(at)
        officer = actor(Role.OFFICER, body=arrival.authority)

        for _time in range(2):
            arrival = operations.set_aside(arrival=arrival, actor=officer, at=at)

        assert arrival.state == "set_aside"
        with pytest.raises(TransitionRefused):
            operations.register_arrival(
                arrival=arrival,
                subject_line="Fråga",
                about_case=None,
                class_code=None,
                actor=officer,
                at=at,
            )


def _quarantine(at):
    authority = Body.objects.first() or BodyFactory()
    return operations.quarantine(
        authority=authority,
        arrived_at=at,
        about_kind="cases.draft",
        about_id=1,
        actor=ANYONE,
        at=at,
    )
