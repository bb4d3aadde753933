import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations
from medverkan.participation.cases.models import Message
from medverkan.participation.cases.operations import ChangedMeanwhile, DayNotPossible
from medverkan.participation.cases.states import CaseState, MessageKind, Outcome
from medverkan.reference.register.models import Document
from tests.factories.cases import AT, assigned_officer, lodged
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db

# Received on 10 November, promised for 24 November; ten working days more is 8 December.
LATEST = dt.date(2026, 12, 8)


def interim(case, officer, day=LATEST, **values):
    return operations.interim(
        **{
            "case": case, "text": "Vi väntar på delar.", "answer_by": day,
            "version": case.version, "actor": officer, "at": AT,
        }
        | values
    )  # fmt: skip


class TestInterim:
    def test_gives_a_new_day_and_keeps_the_first_promise_for_the_figures(
        self, case, officer
    ):
        interim(case, officer)

        case.refresh_from_db()
        assert case.due_date == LATEST
        assert case.first_due_date == dt.date(2026, 11, 24)
        assert case.state == CaseState.IN_PROGRESS

    def test_tells_the_resident_the_new_day(self, case, officer):
        message = interim(case, officer)

        letter = Delivery.objects.get(letter="case.interim")
        assert "8 december 2026" in letter.text
        assert message.kind == MessageKind.INTERIM
        assert Document.objects.filter(about_id=message.pk).exists()
        event = Event.objects.get(name="case.interim_sent")
        assert event.data == {"answer_by": "2026-12-08"}

    @pytest.mark.parametrize(
        "day", [dt.date(2026, 12, 9), dt.date(2026, 11, 24), dt.date(2026, 11, 1)]
    )
    def test_takes_no_day_too_late_or_no_later(self, case, officer, day):
        with pytest.raises(DayNotPossible):
            interim(case, officer, day)

        assert not Message.objects.filter(kind=MessageKind.INTERIM).exists()

    def test_moves_no_statutory_time(self):
        case = lodged(
            pathway=RuleSetFactory(answer_days=None, answer_months=12).pathway
        )

        with pytest.raises(NotPermitted):
            interim(case, assigned_officer(case)[1])

    def test_of_an_answered_case_is_refused(self, case, officer):
        operations.reply(
            case=case,
            text="Klart.",
            outcome=Outcome.FIXED,
            version=1,
            actor=officer,
            at=AT,
        )
        case.refresh_from_db()

        with pytest.raises(NotPermitted):
            interim(case, officer)

    def test_overwrites_nobody(self, case, officer):
        with pytest.raises(ChangedMeanwhile):
            interim(case, officer, version=0)

    def test_moves_the_first_promise_along_with_a_pause_and_no_more(
        self, case, officer
    ):
        interim(case, officer, dt.date(2026, 12, 1))
        case.refresh_from_db()
        operations.ask(case=case, text="Var?", version=2, actor=officer, at=AT)

        operations.add(case=case, text="Där.", at=AT + dt.timedelta(days=2))

        case.refresh_from_db()
        assert case.due_date == dt.date(2026, 12, 3)
        assert case.first_due_date == dt.date(2026, 11, 26)
