import datetime as dt

import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.cases import operations, reminding
from medverkan.reference.bodies.models import Cover
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, assigned_officer, lodged

pytestmark = pytest.mark.django_db

DUE = dt.datetime(2026, 11, 24, 5, 30, tzinfo=dt.UTC)
SATURDAY = dt.datetime(2026, 11, 28, 5, 30, tzinfo=dt.UTC)


@pytest.fixture
def case():
    return lodged()


@pytest.fixture
def officer(case):
    user, user.seen = assigned_officer(case)
    operations.assign(case=case, assignee=user, version=1, actor=user.seen, at=AT)
    case.refresh_from_db()
    return user


def letters(at=DUE):
    reminding.send_days(at=at, actor=SYSTEM)
    return list(Delivery.objects.filter(letter="staff.day").order_by("to_email"))


class TestSendDays:
    def test_tells_the_officer_what_is_due(self, case, officer):
        [letter] = letters()

        assert letter.to_email == officer.email
        assert case.reference in letter.text

    def test_tells_once_a_day(self, officer):
        letters()

        assert len(letters()) == 1

    def test_tells_nothing_before_that(self, officer):
        assert letters(AT) == []

    def test_tells_the_cover_too(self, case, officer):
        other, _ = assigned_officer(case)
        Cover.objects.create(
            user=officer, covered_by=other,
            start_date=DUE.date(), end_date=DUE.date(),
        )  # fmt: skip

        told = letters()

        assert {letter.to_email for letter in told} == {officer.email, other.email}
        theirs = next(letter for letter in told if letter.to_email == other.email)
        assert officer.name in theirs.text

    def test_tells_no_cover_who_may_not_see_the_case(self, case, officer):
        elsewhere, _ = assigned_officer(lodged())
        Cover.objects.create(
            user=officer, covered_by=elsewhere,
            start_date=DUE.date(), end_date=DUE.date(),
        )  # fmt: skip

        assert [letter.to_email for letter in letters()] == [officer.email]

    def test_tells_of_a_watched_day_even_on_a_saturday(self, case, officer):
        operations.watch(
            case=case, date=SATURDAY.date(), reason="Ring Ali", version=2,
            actor=officer.seen, at=AT,
        )  # fmt: skip

        [letter] = letters(SATURDAY)
        assert "Ring Ali" in letter.text

    def test_says_nothing_of_a_protected_case_but_its_reference(self):
        case = lodged(topic=TopicFactory(is_protected=True))
        user, actor = assigned_officer(case)
        operations.watch(
            case=case, date=DUE.date(), reason="Diagnosen", version=1,
            actor=actor, at=AT,
        )  # fmt: skip

        [letter] = letters()
        assert letter.to_email == user.email
        assert case.reference in letter.text
        assert "Diagnosen" not in letter.text
        assert str(case.pathway.name) not in letter.text

    def test_reminds_a_colleague_until_there_is_an_answer(self, case, officer):
        colleague, actor = assigned_officer(case)
        operations.consult(
            case=case, colleague=colleague, text="Vet du?",
            remind_date=dt.date(2026, 11, 20), actor=officer.seen, at=AT,
        )  # fmt: skip

        friday = dt.datetime(2026, 11, 20, 5, 30, tzinfo=dt.UTC)
        assert [letter.to_email for letter in letters(friday)] == [colleague.email]
        operations.answer_colleague(case=case, text="Ja.", actor=actor, at=AT)
        assert len(letters(friday + dt.timedelta(days=3))) == 1

    def test_tells_of_a_letter_that_did_not_arrive(self, case, officer):
        Delivery.objects.filter(about_case=case.pk).update(
            state="bounced", ended_at=AT, next_attempt_at=None
        )

        [letter] = letters(AT)

        assert "Ett brev kom inte fram" in letter.text
