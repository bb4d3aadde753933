import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations, queries, rules
from medverkan.participation.cases.models import Consultation
from medverkan.participation.cases.operations import DayHasPassed
from tests.factories.bodies import AdministrationFactory
from tests.factories.cases import AT, assigned_officer, lodged

pytestmark = pytest.mark.django_db

FRIDAY = dt.date(2026, 11, 13)


@pytest.fixture
def colleague(case):
    user, actor = assigned_officer(case)
    user.seen = actor
    return user


def ask(case, officer, colleague, **values):
    return operations.consult(
        **{
            "case": case, "colleague": colleague, "text": "Vet du?", "remind_date": FRIDAY,
            "actor": officer, "at": AT,
        }
        | values
    )  # fmt: skip


class TestWatch:
    def test_sets_the_day_and_why(self, case, officer):
        operations.watch(
            case=case, date=FRIDAY, reason="Ring", version=1, actor=officer, at=AT
        )

        case.refresh_from_db()
        assert (case.watch_date, case.watch_reason) == (FRIDAY, "Ring")
        assert Event.objects.get(name="case.watched").data == {"date": "2026-11-13"}

    def test_without_a_day_ends_it(self, case, officer):
        operations.watch(
            case=case, date=FRIDAY, reason="Ring", version=1, actor=officer, at=AT
        )
        operations.watch(
            case=case, date=None, reason="Ring", version=2, actor=officer, at=AT
        )

        case.refresh_from_db()
        assert (case.watch_date, case.watch_reason) == (None, "")

    def test_takes_no_day_that_has_passed(self, case, officer):
        with pytest.raises(DayHasPassed):
            operations.watch(
                case=case, date=dt.date(2026, 11, 9), version=1, actor=officer, at=AT
            )

    def test_is_for_those_who_handle_the_case(self, case):
        _, stranger = assigned_officer(lodged())

        with pytest.raises(NotPermitted):
            operations.watch(case=case, date=FRIDAY, version=1, actor=stranger, at=AT)

    def test_stays_behind_when_another_authority_gets_the_case(self, case, officer):
        operations.watch(
            case=case, date=FRIDAY, reason="Ring", version=1, actor=officer, at=AT
        )

        operations.move(
            case=case, to=AdministrationFactory(), version=2, actor=officer, at=AT
        )

        case.refresh_from_db()
        assert case.watch_date is None
        assert case.watch_reason == ""


class TestConsult:
    def test_asks_without_moving_the_case(self, case, officer, colleague):
        ask(case, officer, colleague)

        case.refresh_from_db()
        assert case.assignee is None
        assert list(queries.inbox("fragade", actor=colleague.seen)) == [case]

    def test_tells_the_colleague_without_the_question(self, case, officer, colleague):
        ask(case, officer, colleague)

        letter = Delivery.objects.get(letter="staff.colleague_asked")
        assert letter.to_email == colleague.email
        assert "Vet du?" not in letter.text

    def test_is_an_internal_note(self, case, officer, colleague):
        question = ask(case, officer, colleague).question
        _, stranger = assigned_officer(lodged())

        assert rules.may_read_message(officer, question)
        assert not rules.may_read_message(stranger, question)

    def test_asks_nobody_who_may_not_see_the_case(self, case, officer):
        elsewhere, _ = assigned_officer(lodged())

        with pytest.raises(NotPermitted):
            ask(case, officer, elsewhere)

    def test_asks_nobody_it_is_closed_to(self, case, officer, colleague):
        operations.declare_conflict(
            case=case, user=colleague, ground="named", actor=officer, at=AT
        )

        with pytest.raises(NotPermitted):
            ask(case, officer, colleague)

    def test_asks_not_oneself(self, case, colleague):
        with pytest.raises(NotPermitted):
            ask(case, colleague.seen, colleague)


class TestAnswerColleague:
    def answer(self, case, colleague):
        return operations.answer_colleague(
            case=case, text="Ja.", actor=colleague.seen, at=AT
        )

    def test_answers_all_that_was_asked_and_tells_who_asked(
        self, case, officer, colleague
    ):
        ask(case, officer, colleague)
        ask(case, officer, colleague)

        self.answer(case, colleague)

        assert not Consultation.objects.filter(answered_at=None).exists()
        assert list(queries.inbox("fragade", actor=colleague.seen)) == []
        told = Delivery.objects.filter(letter="staff.colleague_answered")
        assert told.count() == 2

    def test_twice_answers_once(self, case, officer, colleague):
        ask(case, officer, colleague)

        self.answer(case, colleague)
        assert self.answer(case, colleague) is None

        assert Event.objects.filter(name="case.colleague_answered").count() == 1

    def test_writes_nothing_when_nobody_asked(self, case, colleague):
        assert self.answer(case, colleague) is None
        assert case.messages.count() == 1
