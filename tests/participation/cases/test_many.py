import dataclasses

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.participation.cases import many, operations
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.states import CaseState, MessageKind
from medverkan.reference.register.models import Document
from tests.factories.bodies import TopicFactory
from tests.factories.cases import AT, assigned_officer, lodged, sender

pytestmark = pytest.mark.django_db

ANSWER = {"text": "{name}, vi har plogat. {reference}", "outcome": "fixed"}


@pytest.fixture
def topic():
    return TopicFactory()


@pytest.fixture
def cases(topic):
    """Three about the same thing, by three persons."""
    names = ("Marja", "Ali", "Stina")
    return [
        lodged(topic=topic, by=sender(name=name, email=f"{name}@example.org".lower()))
        for name in names
    ]


@pytest.fixture
def officer(cases):
    return assigned_officer(cases[0])[1]


def answer(cases, officer, *, key="one", versions=None, verb="svara", cleaned=ANSWER):
    return many.do_each(
        many.ERRANDS[verb],
        verb,
        cases,
        cleaned,
        versions=versions or {case.reference: case.version for case in cases},
        key=key,
        actor=officer,
        at=AT,
    )


def replies():
    return Message.objects.filter(kind=MessageKind.REPLY).order_by("case_id")


class TestDoEach:
    def test_answers_each_in_a_letter_with_its_own_words(self, cases, officer):
        results = answer(cases, officer)

        assert [result.why_not for result in results] == ["", "", ""]
        assert [reply.text for reply in replies()] == [
            f"{name}, vi har plogat. {case.reference}"
            for name, case in zip(("Marja", "Ali", "Stina"), cases, strict=True)
        ]
        letters = Delivery.objects.filter(letter="case.answered").order_by("about_case")
        assert [one.to_name for one in letters] == ["Marja", "Ali", "Stina"]

    def test_gives_each_a_document_and_an_event_of_its_own(self, cases, officer):
        answer(cases, officer)

        sent = Document.objects.filter(about_id__in=replies().values("pk"))
        assert sent.values("record").distinct().count() == 3
        answered = Event.objects.filter(name="case.answered")
        assert {event.about_case for event in answered} == {case.pk for case in cases}

    def test_sent_twice_answers_once(self, cases, officer):
        answer(cases, officer)
        again = answer(cases, officer)

        assert [result.why_not for result in again] == ["", "", ""]
        assert replies().count() == 3
        assert Delivery.objects.filter(letter="case.answered").count() == 3

    def test_goes_on_past_one_that_somebody_has_changed(self, cases, officer):
        seen = {case.reference: case.version for case in cases}
        operations.change_topic(
            case=cases[1], topic=None, version=1, actor=officer, at=AT
        )

        results = answer(cases, officer, versions=seen)

        assert [bool(result.why_not) for result in results] == [False, True, False]
        assert cases[1].pk not in replies().values_list("case_id", flat=True)

    def test_goes_on_past_one_that_breaks(self, cases, officer):
        reply = many.ERRANDS["svara"]

        def breaking(case, cleaned, **more):
            reply.run(case, cleaned, **more)
            if case == cases[0]:
                raise RuntimeError("the disk is full")

        results = many.do_each(
            dataclasses.replace(reply, run=breaking), "svara", cases, ANSWER,
            versions={case.reference: 1 for case in cases},
            key="one", actor=officer, at=AT,
        )  # fmt: skip

        assert [bool(result.why_not) for result in results] == [True, False, False]
        cases[0].refresh_from_db()
        assert cases[0].state == CaseState.RECEIVED
        assert not Delivery.objects.filter(
            letter="case.answered", about_case=cases[0].pk
        ).exists()

    def test_does_what_failed_when_it_is_sent_again(self, cases, officer):
        seen = {case.reference: case.version for case in cases}
        answer(cases, officer, versions=seen | {cases[0].reference: 7})
        results = answer(cases, officer, versions=seen)

        assert [result.why_not for result in results] == ["", "", ""]
        assert replies().count() == 3

    def test_gives_all_to_an_officer(self, cases, officer):
        user, _ = assigned_officer(cases[0])

        answer(cases, officer, verb="tilldela", cleaned={"assignee": user})

        assert set(Case.objects.values_list("assignee", flat=True)) == {user.pk}

    def test_changes_the_topic_of_all(self, cases, officer):
        other = TopicFactory(body=cases[0].body)

        answer(cases, officer, verb="amne", cleaned={"topic": other})

        assert set(Case.objects.values_list("topic", flat=True)) == {other.pk}


class TestPreview:
    def rows(self, cases, officer, cleaned=ANSWER, verb="svara"):
        chosen = many.chosen([case.reference for case in cases], actor=officer)
        return many.preview(many.ERRANDS[verb], chosen, cleaned, actor=officer)

    def test_shows_what_goes_to_whom(self, cases, officer):
        rows = self.rows(cases, officer)

        assert [row.party.name for row in rows] == ["Marja", "Ali", "Stina"]
        assert rows[1].text.startswith("Ali, vi har plogat.")

    def test_says_why_one_is_left_out(self, cases, officer):
        answer(cases[:1], officer)
        answer(cases[:1], officer, key="two")

        rows = self.rows(cases, officer)

        assert [bool(row.why_not) for row in rows].count(True) == 1

    def test_leaves_out_who_gave_no_name_when_the_text_needs_it(self, topic, officer):
        case = lodged(topic=topic, by=sender(name=""))

        [row] = self.rows([case], officer)

        assert "{name}" in row.why_not

    def test_gives_nothing_to_the_one_it_is_closed_to(self, cases, officer):
        user, _ = assigned_officer(cases[0])
        operations.declare_conflict(
            case=cases[0], user=user, ground="named", actor=officer, at=AT
        )

        rows = self.rows(cases, officer, {"assignee": user}, verb="tilldela")

        assert sum(bool(row.why_not) for row in rows) == 1

    def test_knows_no_case_of_another_body(self, officer):
        elsewhere = lodged()

        assert many.chosen([elsewhere.reference], actor=officer) == []
