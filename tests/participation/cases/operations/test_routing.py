import datetime as dt

import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations, rules
from medverkan.participation.cases.operations.converting import ConversionRefused
from medverkan.participation.cases.operations.routing import (
    AlreadyThere,
)
from medverkan.participation.cases.states import CaseState
from medverkan.reference.bodies.roles import Role
from medverkan.reference.register.models import Record
from tests.factories.bodies import AdministrationFactory, TopicFactory, actor
from tests.factories.cases import AT, assigned_officer, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

DAY_THREE = AT + dt.timedelta(days=3)


def move(case, *, to, by=None):
    return operations.move(
        case=case,
        to=to,
        version=case.version,
        actor=by or officer_of(case),
        at=DAY_THREE,
    )


class TestAssign:
    def test_begins_the_work(self):
        case = lodged()
        user, officer = assigned_officer(case)

        operations.assign(case=case, assignee=user, version=1, actor=officer, at=AT)

        case.refresh_from_db()
        assert (case.assignee, case.state) == (user, CaseState.IN_PROGRESS)

    def test_is_refused_to_somebody_with_a_conflict_of_interest(self):
        case = lodged()
        user, officer = assigned_officer(case)
        operations.declare_conflict(
            case=case, user=user, ground="declared", actor=officer, at=AT
        )
        case.refresh_from_db()

        with pytest.raises(NotPermitted):
            operations.assign(
                case=case,
                assignee=user,
                version=case.version,
                actor=officer_of(case),
                at=AT,
            )


class TestMove:
    def test_keeps_arrival_reference_and_clock(self):
        case = lodged()
        before = (case.reference, case.arrived_at, case.due_date)

        moved = move(case, to=AdministrationFactory())

        assert (moved.reference, moved.arrived_at, moved.due_date) == before

    def test_registers_it_at_both_authorities(self):
        case = lodged()
        first = case.authority

        moved = move(case, to=AdministrationFactory())

        records = Record.objects.filter(about_case=case.pk).order_by("pk")
        assert [r.authority for r in records] == [first, moved.authority]
        assert len({r.arrived_at for r in records}) == 1

    def test_leaves_the_notes_with_those_who_wrote_them(self):
        case = lodged()
        note = operations.note(
            case=case, text="Inte vår lampa.", actor=officer_of(case), at=AT
        )

        moved = move(case, to=AdministrationFactory())

        note.refresh_from_db()
        assert not rules.may_read_message(officer_of(moved), note)

    def test_tells_the_resident_once(self):
        case = lodged()

        move(case, to=AdministrationFactory())

        assert Delivery.objects.filter(letter="case.passed_on").count() == 1

    def test_within_the_authority_registers_nothing_new(self):
        case = lodged()

        move(case, to=AdministrationFactory(authority=case.authority))

        assert Record.objects.filter(about_case=case.pk).count() == 1

    def test_to_where_it_is_says_so(self):
        case = lodged()

        with pytest.raises(AlreadyThere):
            move(case, to=case.body)

    def test_is_refused_to_other_authorities_officers(self):
        case = lodged()
        stranger = actor(Role.OFFICER, body=AdministrationFactory())

        with pytest.raises(NotPermitted):
            move(case, to=AdministrationFactory(), by=stranger)


class TestChangeTopic:
    def test_to_a_protected_one_closes_the_case_to_the_contact_centre(self):
        case = lodged()
        contact_centre = actor(Role.CONTACT_CENTRE)
        assert rules.may_see(contact_centre, case)

        case = operations.change_topic(
            case=case,
            topic=TopicFactory(is_protected=True),
            version=1,
            actor=contact_centre,
            at=AT,
        )

        assert not rules.may_see(contact_centre, case)


class TestConvert:
    def test_takes_the_rules_in_force_at_arrival(self):
        case = lodged()
        rule_set = RuleSetFactory(answer_days=5)

        operations.convert(
            case=case,
            to=rule_set.pathway,
            version=1,
            actor=officer_of(case),
            at=DAY_THREE,
        )

        case.refresh_from_db()
        assert case.rule_set == rule_set
        assert case.due_date == dt.date(2026, 11, 17)

    def test_is_refused_for_a_statutory_proposal(self):
        case = lodged(pathway=RuleSetFactory(statutory=True).pathway)

        with pytest.raises(ConversionRefused):
            operations.convert(
                case=case,
                to=RuleSetFactory().pathway,
                version=1,
                actor=officer_of(case),
                at=AT,
            )
