import datetime as dt

import pytest

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import ANYONE, SYSTEM, NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.operations import ChangedMeanwhile
from medverkan.participation.cases.operations.talking import resume_overdue_pauses
from medverkan.participation.cases.states import CaseState, MessageKind, Outcome
from medverkan.reference.register.models import Document
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, lodged, officer_of

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=2)


def reply(case, *, actor, at=LATER, version=None, text="Lampan är bytt."):
    return operations.reply(
        case=case,
        text=text,
        outcome=Outcome.FIXED,
        version=version or case.version,
        actor=actor,
        at=at,
    )


class TestReply:
    def test_answers_and_keeps_the_time(self):
        case = lodged()

        reply(case, actor=officer_of(case))

        case.refresh_from_db()
        assert case.state == CaseState.ANSWERED
        assert case.outcome == Outcome.FIXED
        assert case.answered_at == case.first_answered_at == LATER

    def test_sends_the_answer_and_numbers_it_in_the_diary(self):
        case = lodged()

        reply(case, actor=officer_of(case))

        assert "Lampan är bytt." in Delivery.objects.latest("pk").text
        assert Document.objects.filter(direction="out").get().number == 2

    def test_sends_nothing_of_a_protected_answer(self):
        case = lodged(topic=TopicFactory(is_protected=True))

        reply(case, actor=officer_of(case), text="Om din mors hemtjänst")

        letter = Delivery.objects.latest("pk")
        assert "hemtjänst" not in letter.text + letter.html + letter.subject

    def test_is_refused_to_strangers(self):
        case = lodged()

        with pytest.raises(NotPermitted):
            reply(case, actor=ANYONE)

    def test_is_refused_the_second_time(self):
        case = lodged()
        officer = officer_of(case)
        reply(case, actor=officer)
        case.refresh_from_db()

        with pytest.raises(NotPermitted):
            reply(case, actor=officer)

    def test_never_overwrites_another_officer_unseen(self):
        case = lodged()
        seen = case.version
        operations.ask(
            case=case, text="Vilken?", version=seen, actor=officer_of(case), at=LATER
        )

        with pytest.raises(ChangedMeanwhile):
            reply(case, actor=officer_of(case), version=seen)

        assert case.messages.filter(kind=MessageKind.REPLY).count() == 0

    def test_marks_an_answer_with_the_language_it_is_in(self):
        case = lodged(language="ar")

        message = reply(
            case,
            actor=officer_of(case),
            text="Tack för att du hör av dig. Vi har bytt lampan vid bron i dag.",
        )

        assert message.language == "sv"


class TestAsk:
    def test_pauses_the_clock_until_the_resident_answers(self):
        case = lodged()
        due = case.due_date
        operations.ask(
            case=case, text="Vilken lampa?", version=1, actor=officer_of(case), at=AT
        )

        operations.add(case=case, text="Den vid bron.", at=AT + dt.timedelta(days=3))

        case.refresh_from_db()
        assert case.state == CaseState.IN_PROGRESS
        assert case.due_date - due == dt.timedelta(days=3)

    def test_pauses_ten_working_days_at_most(self):
        case = lodged()
        operations.ask(
            case=case, text="Vilken lampa?", version=1, actor=officer_of(case), at=AT
        )

        resumed = resume_overdue_pauses(at=AT + dt.timedelta(days=30), actor=SYSTEM)

        case.refresh_from_db()
        assert resumed == 1
        assert case.due_date == dt.date(2026, 12, 8)


class TestAdd:
    def test_is_refused_after_taking_back(self):
        case = lodged()
        operations.withdraw(case=case, at=LATER)

        with pytest.raises(NotPermitted):
            operations.add(case=case, text="Jo, förresten", at=LATER)

    def test_keeps_no_personal_identity_number(self):
        case = lodged()

        message = operations.add(case=case, text="Jag är 19121212-1212", at=LATER)

        assert "1212" not in message.text
