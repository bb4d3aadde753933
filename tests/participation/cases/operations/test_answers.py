import datetime as dt

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import many, operations
from medverkan.participation.cases.models import Message, ReplyDraft, Tag
from medverkan.participation.cases.operations import ChangedMeanwhile, NotSpokenThen
from medverkan.participation.cases.states import CaseState, MessageKind, Outcome
from medverkan.reference.bodies.models import Body
from medverkan.reference.register.models import Document
from tests.factories.cases import AT, assigned_officer, lodged

pytestmark = pytest.mark.django_db

SPOKEN = AT + dt.timedelta(hours=2)
NOTED = AT + dt.timedelta(hours=3)


@pytest.fixture
def careful(case):
    """The case at a body where two persons see each answer."""
    Body.objects.filter(pk=case.body_id).update(wants_four_eyes=True)
    case.refresh_from_db()
    return case


def draft(case, actor, **values):
    return operations.draft_reply(
        **{
            "case": case, "text": "Det är lagat.", "outcome": Outcome.FIXED,
            "version": case.version, "actor": actor, "at": AT,
        }
        | values
    )  # fmt: skip


def release(case, actor):
    case.refresh_from_db()
    return operations.release_reply(
        case=case, version=case.version, actor=actor, at=NOTED
    )


class TestFourEyes:
    def test_let_nobody_answer_alone(self, careful, officer):
        with pytest.raises(NotPermitted):
            operations.reply(
                case=careful, text="Klart.", outcome=Outcome.FIXED, version=1,
                actor=officer, at=AT,
            )  # fmt: skip

    def test_send_nothing_until_somebody_else_releases_it(self, careful, officer):
        draft(careful, officer)

        assert not Delivery.objects.filter(letter="case.answered").exists()
        assert not Message.objects.filter(kind=MessageKind.REPLY).exists()

    def test_refuse_the_one_who_wrote_it(self, careful, officer):
        draft(careful, officer)

        with pytest.raises(NotPermitted):
            release(careful, officer)

    def test_let_another_send_it_as_it_stands(self, careful, officer, colleague):
        draft(careful, officer)

        message = release(careful, colleague)

        careful.refresh_from_db()
        assert message.text == "Det är lagat."
        assert careful.state == CaseState.ANSWERED
        assert careful.outcome == Outcome.FIXED
        assert Delivery.objects.filter(letter="case.answered").count() == 1
        assert not ReplyDraft.objects.exists()

    def test_refuse_the_one_who_rewrote_it(self, careful, officer, colleague):
        draft(careful, officer)
        careful.refresh_from_db()
        draft(careful, colleague, text="Det är nästan lagat.")

        with pytest.raises(NotPermitted):
            release(careful, colleague)
        assert release(careful, officer).text == "Det är nästan lagat."

    def test_release_what_was_read_and_nothing_newer(self, careful, officer, colleague):
        draft(careful, officer)
        careful.refresh_from_db()
        seen = careful.version
        draft(careful, officer, text="Något annat.")

        with pytest.raises(ChangedMeanwhile):
            operations.release_reply(
                case=careful, version=seen, actor=colleague, at=NOTED
            )

    def test_are_asked_for_where_the_body_wants_them_alone(self, case, officer):
        with pytest.raises(NotPermitted):
            draft(case, officer)

    def test_leave_the_case_out_of_one_answer_to_many(self, careful, officer):
        [row] = many.preview(
            many.ERRANDS["svara"],
            many.chosen([careful.reference], actor=officer),
            {"text": "Hej", "outcome": "fixed"},
            actor=officer,
        )

        assert row.why_not


def say(case, actor, **values):
    return operations.note_oral_answer(
        **{
            "case": case, "text": "Vi lagar den i dag.", "outcome": Outcome.PLANNED,
            "spoken_at": SPOKEN, "wants_it_in_writing": False,
            "version": case.version, "actor": actor, "at": NOTED,
        }
        | values
    )  # fmt: skip


class TestNoteOralAnswer:
    def test_counts_as_the_answer_from_when_it_was_said(self, case, officer):
        say(case, officer)

        case.refresh_from_db()
        assert case.state == CaseState.ANSWERED
        assert case.first_answered_at == SPOKEN
        event = Event.objects.get(name="case.answered")
        assert (event.occurred_at, event.recorded_at) == (SPOKEN, NOTED)

    def test_is_a_document_of_the_case(self, case, officer):
        message = say(case, officer)

        assert message.kind == MessageKind.ORAL
        assert Document.objects.filter(about_id=message.pk).exists()

    @pytest.mark.parametrize(("wanted", "letters"), [(True, 1), (False, 0)])
    def test_is_sent_in_writing_if_wanted(self, case, officer, wanted, letters):
        say(case, officer, wants_it_in_writing=wanted)

        sent = Delivery.objects.filter(letter="case.answered")
        assert sent.count() == letters

    @pytest.mark.parametrize("hours", [-1, 4])
    def test_was_not_said_before_it_arrived_or_tomorrow(self, case, officer, hours):
        with pytest.raises(NotSpokenThen):
            say(case, officer, spoken_at=AT + dt.timedelta(hours=hours))

    def test_is_for_those_who_answer(self, case):
        _, stranger = assigned_officer(lodged())

        with pytest.raises(NotPermitted):
            say(case, stranger)


class TestTag:
    @pytest.fixture
    def rights(self):
        return Tag.objects.get(slug="rattigheter")

    def test_marks_the_case(self, case, officer, rights):
        operations.tag(case=case, tags=[rights], version=1, actor=officer, at=AT)

        assert list(case.tags.order_by("pk")) == [rights]
        event = Event.objects.get(name="case.tagged")
        assert event.data == {"tags": "rattigheter"}

    def test_twice_is_once(self, case, officer, rights):
        operations.tag(case=case, tags=[rights], version=1, actor=officer, at=AT)
        operations.tag(case=case, tags=[rights], version=2, actor=officer, at=AT)

        assert Event.objects.filter(name="case.tagged").count() == 1

    def test_takes_off_what_is_not_named(self, case, officer, rights):
        operations.tag(case=case, tags=[rights], version=1, actor=officer, at=AT)
        operations.tag(case=case, tags=[], version=2, actor=officer, at=AT)

        assert not case.tags.exists()

    def test_is_for_those_who_work_with_the_case(self, case, rights):
        _, stranger = assigned_officer(lodged())

        with pytest.raises(NotPermitted):
            operations.tag(case=case, tags=[rights], version=1, actor=stranger, at=AT)
