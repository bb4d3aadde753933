from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from medverkan.foundation.audit.models import Event
from medverkan.foundation.files import operations as files
from medverkan.foundation.files.preparation import prepare
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.foundation.search.models import SearchEntry
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import figures
from medverkan.participation.cases import operations as cases
from medverkan.participation.cases.erasure import Obstacle
from medverkan.participation.cases.models import (
    Case,
    Follower,
    Message,
    Party,
    SecretLink,
)
from medverkan.participation.cases.states import Solved
from medverkan.publishing.records import due, operations
from medverkan.publishing.records.models import RetentionItem, RetentionRun
from medverkan.publishing.records.states import ItemState, Measure, RunState
from medverkan.reference.register import operations as register
from medverkan.reference.register.models import Record
from tests.factories.cases import AT, lodged
from tests.factories.pathways import RuleSetFactory
from tests.factories.records import (
    TWO_YEARS_LATER,
    approved,
    closed,
    held,
    keeper,
    listed,
    rule,
)
from tests.factories.register import ClassCodeFactory

pytestmark = pytest.mark.django_db


class TestDue:
    def test_is_what_has_been_kept_as_long_as_decided(self):
        case = closed()
        rule(case.authority)
        last_day = dt.date(2028, 11, 10)

        assert list(due.due_cases(case.authority, on=last_day)) == []
        [found] = due.due_cases(case.authority, on=last_day + dt.timedelta(days=1))
        assert (found.case, found.due_date) == (case, dt.date(2028, 11, 11))

    def test_is_nothing_that_is_not_closed(self):
        case = lodged()
        rule(case.authority, keep_years=0)

        assert list(due.due_cases(case.authority, on=dt.date(2100, 1, 1))) == []

    def test_is_nothing_without_a_decision(self):
        case = closed()

        assert list(due.due_cases(case.authority, on=dt.date(2100, 1, 1))) == []

    def test_is_nothing_of_another_authority(self):
        case, other = closed(), closed()
        rule(other.authority)

        assert list(due.due_cases(case.authority, on=dt.date(2100, 1, 1))) == []

    def test_follows_the_most_specific_decision(self):
        case = closed()
        code = ClassCodeFactory()
        record = Record.objects.get(about_case=case.pk)
        register.reclassify(record=record, class_code=code, actor=SYSTEM, at=AT)
        rule(case.authority)
        rule(case.authority, class_code=code, paragraph="113")
        specific = rule(case.authority, pathway=case.pathway, paragraph="114")
        rule(case.authority, pathway=RuleSetFactory().pathway, paragraph="115")

        [found] = due.due_cases(case.authority, on=TWO_YEARS_LATER.date())

        assert found.rule == specific

    def test_counts_from_29_february_to_1_march(self):
        made = rule(closed().authority, keep_years=1)

        assert made.due_date(dt.date(2028, 2, 29)) == dt.date(2029, 3, 1)

    def test_takes_as_many_queries_for_three_as_for_one(
        self, django_assert_num_queries
    ):
        case = closed()
        rule(case.authority)

        with django_assert_num_queries(3):
            list(due.due_cases(case.authority, on=TWO_YEARS_LATER.date()))
        for _ in range(2):
            closed(topic=case.topic, pathway=case.pathway)
        with django_assert_num_queries(3):
            list(due.due_cases(case.authority, on=TWO_YEARS_LATER.date()))


class TestRule:
    def test_takes_the_place_of_the_one_before(self):
        case = closed()
        old = rule(case.authority)

        new = rule(case.authority, keep_years=5)

        old.refresh_from_db()
        assert old.ended_date is not None
        assert list(due.rules_in_force(case.authority, AT.date())) == [new]

    def test_is_recorded_by_those_who_keep_the_records(self):
        case = closed()

        with pytest.raises(NotPermitted):
            rule(case.authority, actor=keeper(closed().authority))

    def test_is_once_for_the_same(self):
        made = rule(closed().authority)
        made.pk = None

        with pytest.raises(IntegrityError), transaction.atomic():
            made.save(force_insert=True)


class TestARun:
    def test_destroys_what_was_written_and_who_wrote_it(self):
        case = closed(place="Storgatan 1")
        Follower.objects.create(
            case=case, email="f@example.org", address_tag="x", asked_at=AT
        )
        rule(case.authority)

        operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        case.refresh_from_db()
        party = Party.objects.get(case=case)
        assert not any([party.name, party.email, party.phone, party.address])
        assert not Message.objects.filter(case=case).exclude(text="").exists()
        assert case.opening.title == "Gallrat enligt beslut"
        assert case.place == ""
        assert not SecretLink.objects.filter(case=case, revoked_at=None).exists()
        assert not Follower.objects.exists()
        letters = Delivery.objects.filter(about_case=case.pk)
        assert {(d.to_email, d.text, d.html) for d in letters} == {("", "", "")}

    def test_keeps_the_registers_line_and_the_figures(self):
        case = closed()
        rule(case.authority)
        period = figures.Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
        line = Record.objects.get(about_case=case.pk)
        before = counted(period)

        operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        after = Record.objects.get(about_case=case.pk)
        assert (after.register_number, after.subject_line) == (
            line.register_number,
            line.subject_line,
        )
        assert counted(period) == before

    def test_writes_a_protocol_in_the_register(self):
        case = closed()
        rule(case.authority)

        run = operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        assert run.document.record.authority == case.authority
        assert run.document.description == "Gallring enligt beslut (protokoll)"
        assert Event.objects.get(name="retention.carried_out").data == {
            "done_count": 1,
            "kept_count": 0,
        }

    def test_erases_files(self):
        upload = SimpleUploadedFile("marjas brev.txt", b"Hej")
        with transaction.atomic():
            file = files.store(
                prepare(upload), kind="case_attachment", actor=ANYONE, at=AT
            )
        case = closed(files=(file,))
        rule(case.authority)

        operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        file.refresh_from_db()
        assert (file.state, file.original_name) == ("erased", "")

    def test_takes_what_was_published_out_of_search(self):
        case = closed()
        Case.objects.filter(pk=case.pk).update(
            publication="published", published_title="Lampan", published_at=AT
        )
        SearchEntry.objects.all().delete()
        rule(case.authority)

        operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        assert not Case.objects.published().exists()

    def test_anonymises_where_that_is_decided(self):
        case = closed(
            text="Jag heter Marja Lindqvist, ring 070-123 45 67. Marjas lampa är trasig.",
            place="Marjas grind, Storgatan 1", latitude=57.7, longitude=12.9,
        )  # fmt: skip
        rule(case.authority, measure=Measure.ANONYMISE)

        operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        text = Message.objects.get(case=case, kind="submission").text
        assert "lampa är trasig" in text
        for gone in ("Marja", "Lindqvist", "070"):
            assert gone not in text
        assert Party.objects.get(case=case).name == ""
        case.refresh_from_db()
        assert (case.place, case.latitude, case.longitude) == ("", None, None)

    def test_keeps_for_good_what_goes_to_the_archive(self):
        case = closed()
        rule(case.authority, measure=Measure.ARCHIVE)

        operations.carry_out(approved(case.authority), at=TWO_YEARS_LATER)

        assert RetentionItem.objects.get().state == ItemState.DONE
        assert Party.objects.get(case=case).name
        assert list(due.due_cases(case.authority, on=dt.date(2100, 1, 1))) == []

    def test_skips_what_is_on_hold_and_lists_it_again_later(self):
        case = closed()
        rule(case.authority)
        run = approved(case.authority)
        held(case)

        operations.carry_out(run, at=TWO_YEARS_LATER)

        item = RetentionItem.objects.get()
        assert (item.state, item.obstacle) == (ItemState.SKIPPED, Obstacle.ON_HOLD)
        assert Party.objects.get(case=case).name
        assert len(list(due.due_cases(case.authority, on=dt.date(2100, 1, 1)))) == 1

    def test_skips_what_was_opened_again(self):
        case = closed()
        rule(case.authority)
        run = approved(case.authority)
        cases.rate(case=case, solved=Solved.NO, at=AT)

        operations.carry_out(run, at=TWO_YEARS_LATER)

        assert RetentionItem.objects.get().obstacle == Obstacle.NOT_CLOSED
        assert Message.objects.filter(case=case).exclude(text="").exists()

    def test_goes_on_where_it_was_cut_short(self, monkeypatch):
        case = closed()
        second = closed(topic=case.topic)
        rule(case.authority)
        run = approved(case.authority)
        real = cases.erase
        monkeypatch.setattr(cases, "erase", _once(real))
        with pytest.raises(KeyboardInterrupt):
            operations.carry_out(run, at=TWO_YEARS_LATER)
        assert run.items.filter(state=ItemState.DONE).count() == 1

        monkeypatch.setattr(cases, "erase", real)
        done = operations.carry_out(run, at=TWO_YEARS_LATER)

        assert done.state == RunState.DONE
        assert Party.objects.get(case=second).name == ""
        assert Event.objects.filter(name="case.destroyed").count() == 2

    def test_carried_out_twice_is_carried_out_once(self):
        case = closed()
        rule(case.authority)
        run = approved(case.authority)
        operations.carry_out(run, at=TWO_YEARS_LATER)
        count = Event.objects.count()

        operations.carry_out(RetentionRun.objects.get(), at=TWO_YEARS_LATER)

        assert Event.objects.count() == count

    def test_is_not_carried_out_before_a_second_person_says_yes(self):
        case = closed()
        rule(case.authority)

        with pytest.raises(TransitionRefused):
            operations.carry_out(listed(case.authority), at=TWO_YEARS_LATER)


def counted(period):
    return figures.measure(
        period, by=figures.Grouping.BODY, today=period.last, cases=Case.objects.all()
    )


def _once(real):
    calls = []

    def erase(**options):
        if calls:
            raise KeyboardInterrupt
        calls.append(options)
        return real(**options)

    return erase
