import pytest
from django.core import mail

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.participation.cases import operations, queries
from medverkan.participation.cases.models import CaseAlarm, DoorFlag, Message
from medverkan.participation.cases.operations import ChangedMeanwhile
from medverkan.reference.bodies.roles import Role
from tests.factories import cases as factory
from tests.factories.bodies import (
    BodyFactory,
    RoleAssignmentFactory,
    TopicFactory,
    UserFactory,
    actor,
)

AT = factory.AT
pytestmark = pytest.mark.django_db
GRAVE = "Jag vill inte leva längre."


@pytest.fixture
def topic():
    return TopicFactory()


@pytest.fixture
def officer(topic):
    return RoleAssignmentFactory(
        user=UserFactory(), role=Role.OFFICER, body=topic.body
    ).user


class TestAlarm:
    def test_tells_those_on_duty_at_once_without_the_words(self, topic, officer):
        case = factory.lodged(text=GRAVE, topic=topic)

        letter = Delivery.objects.get(letter="case.alarm")
        assert letter.to_email == officer.email
        assert case.reference in letter.text
        assert "leva" not in letter.text + letter.subject
        assert case.alarm.kind == "suicide"

    def test_stands_first_in_the_list(self, topic, officer):
        factory.lodged(topic=topic)
        grave = factory.lodged(text=GRAVE, topic=topic)
        factory.lodged(topic=topic)
        handler = factory.officer_of(grave)

        listed = list(queries.inbox(queries.Inbox.ALL, actor=handler))

        assert listed[0] == grave
        assert [case.has_alarm for case in listed] == [True, False, False]

    def test_holds_no_words_in_the_log(self, topic, officer):
        factory.lodged(text=GRAVE, topic=topic)

        assert Event.objects.get(name="case.alarm_raised").data == {"alarm": "suicide"}

    def test_is_raised_by_what_is_added_too(self, topic, officer):
        case = factory.lodged(topic=topic)
        operations.add(case=case, text=GRAVE, at=AT)

        assert CaseAlarm.objects.get(case=case).answered_at is None

    def test_is_told_once_while_it_waits(self, topic, officer):
        case = factory.lodged(text=GRAVE, topic=topic)
        operations.add(case=case, text=GRAVE, at=AT)

        assert Delivery.objects.filter(letter="case.alarm").count() == 1

    def test_is_not_raised_by_other_words(self, topic):
        factory.lodged(text="Jag dör av skratt åt skylten", topic=topic)

        assert not CaseAlarm.objects.exists()


class TestAnswerAlarm:
    def test_takes_it_from_the_top(self, topic, officer):
        case = factory.lodged(text=GRAVE, topic=topic)
        handler = factory.officer_of(case)

        operations.answer_alarm(
            case=case, was_false=False, version=case.version, actor=handler, at=AT
        )

        alarm = CaseAlarm.objects.get()
        assert (alarm.was_false, alarm.answered_at) == (False, AT)
        assert not queries.inbox(queries.Inbox.ALL, actor=handler)[0].has_alarm

    def test_is_raised_anew_by_new_words(self, topic, officer):
        case = factory.lodged(text=GRAVE, topic=topic)
        handler = factory.officer_of(case)
        operations.answer_alarm(
            case=case, was_false=True, version=case.version, actor=handler, at=AT
        )
        operations.add(case=case, text="Jag tänker ta mitt liv", at=AT)

        assert CaseAlarm.objects.get().answered_at is None

    def test_is_for_handlers_of_the_body(self, topic, officer):
        case = factory.lodged(text=GRAVE, topic=topic)

        with pytest.raises(NotPermitted):
            operations.answer_alarm(
                case=case,
                was_false=True,
                version=case.version,
                actor=actor(Role.OFFICER, body=BodyFactory()),
                at=AT,
            )

    def test_is_refused_when_somebody_was_first(self, topic, officer):
        case = factory.lodged(text=GRAVE, topic=topic)
        handler = factory.officer_of(case)
        answer = {"case": case, "was_false": True, "actor": handler, "at": AT}
        operations.answer_alarm(**answer, version=case.version)

        with pytest.raises(ChangedMeanwhile):
            operations.answer_alarm(**answer, version=case.version)


class TestWrongDoor:
    def test_flags_an_appeal_that_must_be_handed_over(self, topic):
        case = factory.lodged(text="Jag överklagar beslutet.", topic=topic)
        case.refresh_from_db()

        assert case.needs_hand_over
        assert DoorFlag.objects.get(case=case).door.slug == "overklaga"

    def test_flags_what_is_only_another_door_without_haste(self, topic):
        case = factory.lodged(text="Bussen kom inte i dag.", topic=topic)
        case.refresh_from_db()

        assert not case.needs_hand_over
        assert case.door_flags.count() == 1


class TestNoteHandOver:
    def test_tells_the_one_who_wrote_to_whom(self, topic):
        case = factory.lodged(text="Jag överklagar beslutet.", topic=topic)
        handler = factory.officer_of(case)
        case.refresh_from_db()

        operations.note_hand_over(
            case=case, to="Byggnadsnämnden", version=case.version, actor=handler, at=AT
        )

        case.refresh_from_db()
        assert not case.needs_hand_over
        assert "Byggnadsnämnden" in Delivery.objects.get(letter="case.handed_on").text
        assert Message.objects.filter(case=case, kind="note").exists()
        assert mail.outbox == []

    def test_may_say_that_nothing_had_to_be(self, topic):
        case = factory.lodged(text="Jag överklagar inte, tack.", topic=topic)
        case.refresh_from_db()

        operations.note_hand_over(
            case=case,
            to="",
            version=case.version,
            actor=factory.officer_of(case),
            at=AT,
        )

        assert not Delivery.objects.filter(letter="case.handed_on").exists()
        assert Event.objects.filter(name="case.hand_over_not_needed").exists()

    def test_is_once_only(self, topic):
        case = factory.lodged(text="Jag överklagar beslutet.", topic=topic)
        handler = factory.officer_of(case)
        case.refresh_from_db()
        case = operations.note_hand_over(
            case=case, to="", version=case.version, actor=handler, at=AT
        )

        with pytest.raises(NotPermitted):
            operations.note_hand_over(
                case=case, to="", version=case.version, actor=handler, at=AT
            )


class TestSaveDoor:
    def test_is_for_those_who_keep_them(self):
        facts = {
            "title": {"sv": "Rubrik"},
            "text": {"sv": "Text"},
            "words": {"sv": ["ord"]},
        }

        made = operations.save_door(
            door=None, actor=actor(Role.ADMINISTRATOR), at=AT, **facts
        )
        assert made.slug == "rubrik"
        with pytest.raises(NotPermitted):
            operations.save_door(door=made, actor=actor(Role.OFFICER), at=AT, **facts)
