import datetime as dt

import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.participation.cases import operations, timeline
from medverkan.participation.cases.models import Message, Pause
from medverkan.participation.cases.operations import ReviewTaken
from medverkan.participation.cases.operations.talking import resume_overdue_pauses
from medverkan.participation.cases.states import CaseState, MessageKind
from tests.factories.cases import AT, lodged, officer_of
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

# Ten working days after Tuesday 10 November 2026.
LAST_DAY = dt.date(2026, 11, 24)


@pytest.fixture
def case():
    """A proposal that is reviewed before it is published."""
    rules = RuleSetFactory(gathering=True, votes=150, publish_days=10)
    return lodged(pathway=rules.pathway)


def ask(case, *, actor=None, at=AT):
    case.refresh_from_db()
    return operations.ask_author(
        case=case,
        text="Vilken park menar du?",
        version=case.version,
        actor=actor or officer_of(case),
        at=at,
    )


def answer(case, *, at):
    operations.add(case=case, text="Den vid ån.", at=at)
    case.refresh_from_db()


class TestAskAuthor:
    def test_sends_the_question_and_lets_the_clock_stand_still(self, case):
        ask(case)

        assert Message.objects.get(kind=MessageKind.QUESTION).text.startswith("Vilken")
        assert Delivery.objects.filter(letter="case.question").exists()
        assert Pause.objects.get(case=case).until_date == LAST_DAY

    def test_keeps_the_case_in_review_and_says_until_when_we_wait(self, case):
        ask(case)
        case.refresh_from_db()

        assert case.state == CaseState.REVIEWING
        now = next(s for s in timeline.of_resident(case) if s.state == "now")
        assert "24 november" in now.when

    def test_is_answered_by_what_is_added_and_the_day_moves(self, case):
        due_date = case.due_date
        ask(case)
        answer(case, at=AT + dt.timedelta(days=2))

        assert Pause.objects.get(case=case).ended_at is not None
        assert case.due_date > due_date
        assert case.state == CaseState.REVIEWING

    def test_waits_ten_working_days_and_no_longer(self, case):
        ask(case)
        resume_overdue_pauses(at=AT + dt.timedelta(days=14), actor=SYSTEM)
        assert Pause.objects.filter(ended_at=None).exists()

        resume_overdue_pauses(at=AT + dt.timedelta(days=15), actor=SYSTEM)

        assert not Pause.objects.filter(ended_at=None).exists()
        case.refresh_from_db()
        assert case.state == CaseState.REVIEWING

    def test_is_asked_once_at_a_time(self, case):
        ask(case)

        with pytest.raises(NotPermitted):
            ask(case)

    def test_is_not_for_everyone(self, case):
        with pytest.raises(NotPermitted):
            ask(case, actor=ANYONE)

    def test_is_not_for_a_case_that_nobody_publishes(self):
        with pytest.raises(NotPermitted):
            ask(lodged())

    def test_is_for_the_one_who_reviews(self, case):
        operations.take_review(case=case, actor=officer_of(case), at=AT)

        with pytest.raises(ReviewTaken):
            ask(case)

    def test_does_not_stop_the_decision(self, case):
        ask(case)
        case.refresh_from_db()
        operations.publish(
            case=case,
            title="Fler bänkar",
            text="Sätt ut bänkar.",
            version=case.version,
            actor=officer_of(case),
            at=AT,
        )

        assert not Pause.objects.filter(ended_at=None).exists()
