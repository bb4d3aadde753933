import datetime as dt

import pytest
from django.db import IntegrityError

from medverkan.foundation.audit.models import Event
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Message, Rating
from medverkan.participation.cases.states import (
    CaseState,
    MessageKind,
    Outcome,
    Solved,
)
from medverkan.reference.register.models import Document
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=2)


def answered(case=None, *, at=AT):
    """A case that has been answered."""
    case = case or lodged()
    operations.reply(
        case=case,
        text="Lampan är bytt.",
        outcome=Outcome.FIXED,
        version=case.version,
        actor=officer_of(case),
        at=at,
    )
    case.refresh_from_db()
    return case


def rate(case, solved=Solved.YES, *, at=LATER, **values):
    case = operations.rate(case=case, solved=solved, at=at, **values)
    case.refresh_from_db()
    return case


def rated_events():
    return Event.objects.filter(name="case.rated").count()


class TestRate:
    def test_keeps_what_was_said_and_records_it(self):
        case = rate(answered(), Solved.PARTLY, grade=3)

        assert (case.rating.solved, case.rating.grade) == ("partly", 3)
        assert case.state == CaseState.ANSWERED
        event = Event.objects.get(name="case.rated")
        assert event.data == {"solved": "partly", "grade": 3}

    def test_is_for_what_has_been_answered(self):
        with pytest.raises(NotPermitted):
            rate(lodged())

    def test_said_again_is_no_news(self):
        case = rate(answered(), grade=4)
        rate(case, grade=4)

        assert rated_events() == 1

    def test_may_be_changed_and_there_is_still_one(self):
        case = rate(answered(), grade=5)
        rate(case, Solved.PARTLY, grade=2)

        rating = Rating.objects.get()
        assert (rating.solved, rating.grade) == ("partly", 2)
        assert rated_events() == 2

    def test_of_a_no_opens_the_case_again(self):
        assert rate(answered(), Solved.NO).state == CaseState.REOPENED

    def test_of_a_no_to_the_next_answer_too_is_news(self):
        case = rate(answered(), Solved.NO)
        case = answered(case, at=LATER + dt.timedelta(hours=1))
        rate(case, Solved.NO, at=LATER + dt.timedelta(days=1))

        assert rated_events() == 2

    def test_keeps_the_words_in_the_case_and_in_the_diary(self):
        case = rate(answered(), words="Tack, men stolpen lutar. 19121212-1212")

        added = Message.objects.get(case=case, kind=MessageKind.ADDITION)
        assert added.text.startswith("Tack, men stolpen lutar.")
        assert "19121212" not in added.text
        assert Document.objects.filter(about_id=added.pk).exists()

    def test_without_words_writes_no_message(self):
        rate(answered(), words="  ")

        assert not Message.objects.filter(kind=MessageKind.ADDITION).exists()

    def test_takes_no_grade_outside_the_scale(self):
        with pytest.raises(IntegrityError):
            rate(answered(), grade=6)
