import datetime as dt

import pytest
from django.db import IntegrityError

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import NotPermitted
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.cases import operations, queries, rules
from medverkan.participation.cases.models import AuthorQuestion
from medverkan.participation.cases.operations.erasing import _erase_persons
from medverkan.participation.cases.states import CaseState, QuestionState
from medverkan.reference.bodies.roles import Role
from tests.factories.bodies import actor
from tests.factories.cases import AT, officer_of
from tests.participation.cases.following.conftest import published

pytestmark = pytest.mark.django_db

LATER = AT + dt.timedelta(days=1)


@pytest.fixture
def case():
    return published(allows_questions=True)


def put(case, text="Ska bänkarna ha ryggstöd?", email="lasare@example.org"):
    return operations.put_question(
        case=case, text=text, email=email, language="sv", at=AT
    )


def send(case, question, *, by=None, text="Ska de ha ryggstöd?"):
    case.refresh_from_db()
    return operations.send_question(
        case=case, question=question.pk, text=text, version=case.version,
        actor=by or officer_of(case), at=LATER,
    )  # fmt: skip


def answered(case, text="Ja, och armstöd."):
    question = put(case)
    send(case, question)
    return operations.answer_question(
        case=case, question=question.pk, text=text, at=LATER
    )


def show(case, question, *, by=None, answer="Ja, och armstöd."):
    case.refresh_from_db()
    return operations.show_question(
        case=case, question=question.pk, text="Ska de ha ryggstöd?", answer=answer,
        version=case.version, actor=by or officer_of(case), at=LATER,
    )  # fmt: skip


def refuse(case, question):
    case.refresh_from_db()
    return operations.refuse_question(
        case=case, question=question.pk, reason="Den pekar ut en granne.",
        version=case.version, actor=officer_of(case), at=LATER,
    )  # fmt: skip


def events(case) -> list[str]:
    found = Event.objects.filter(about_case=case.pk, name__startswith="case.question")
    return list(found.order_by("pk").values_list("name", flat=True))


def letters(name: str) -> list[Delivery]:
    return list(Delivery.objects.filter(letter=name))


class TestAQuestion:
    def test_goes_by_a_reviewer_to_the_author_and_back_to_the_page(self, case):
        show(case, answered(case))

        (shown,) = queries.shown_questions(case)
        assert shown.shown_text == "Ska de ha ryggstöd?"
        assert shown.shown_answer == "Ja, och armstöd."
        assert events(case) == [
            "case.question_put",
            "case.question_sent",
            "case.question_answered",
            "case.question_shown",
        ]

    def test_is_told_to_the_author_in_the_words_that_may_be_shown(self, case):
        send(case, put(case, text="Ska Kalle få bänk?"), text="Ska alla få bänk?")

        (letter,) = letters("case.reader_question")
        assert "Ska alla få bänk?" in letter.text
        assert "Kalle" not in letter.text

    def test_is_answered_to_whoever_asked_and_the_address_forgotten(self, case):
        question = show(case, answered(case))

        (letter,) = letters("author_question.answered")
        assert letter.to_email == "lasare@example.org"
        assert question.email == ""

    def test_is_refused_with_a_reason_that_the_one_who_asked_reads(self, case):
        question = refuse(case, put(case))

        (letter,) = letters("author_question.not_shown")
        assert "Den pekar ut en granne." in letter.text
        assert question.state == QuestionState.REFUSED
        assert queries.shown_questions(case) == []

    def test_may_be_refused_when_it_is_answered(self, case):
        assert refuse(case, answered(case)).state == QuestionState.REFUSED

    def test_counts_once_when_sent_twice(self, case):
        put(case)
        put(case)

        assert AuthorQuestion.objects.count() == 1
        assert events(case) == ["case.question_put"]

    def test_keeps_no_identity_number(self, case):
        assert "0017" not in put(case, text="Är du 19900101-0017?").text


class TestWhoMayNot:
    def test_ask_where_the_rules_let_nobody(self):
        with pytest.raises(NotPermitted):
            put(published())

    def test_ask_when_nothing_more_happens(self, case):
        case.state = CaseState.NOT_REACHED

        assert not rules.may_be_asked_about(case)

    def test_decide_without_reviewing(self, case):
        registrar = actor(Role.REGISTRAR, body=case.authority)

        with pytest.raises(NotPermitted):
            send(case, put(case), by=registrar)

    def test_show_what_is_no_longer_published(self, case):
        question = answered(case)
        case.refresh_from_db()
        operations.unpublish(
            case=case, version=case.version, actor=officer_of(case), at=LATER
        )

        with pytest.raises(NotPermitted):
            show(case, question)

    def test_answer_for_another_case(self, case):
        question = put(case)
        send(case, question)

        with pytest.raises(AuthorQuestion.DoesNotExist):
            operations.answer_question(
                case=published(), question=question.pk, text="Ja.", at=LATER
            )


class TestOutOfTurn:
    def test_is_not_sent_twice(self, case):
        question = put(case)
        put(case, text="En annan fråga")
        send(case, question)

        with pytest.raises(TransitionRefused):
            send(case, question)
        assert len(letters("case.reader_question")) == 1

    def test_is_not_answered_before_it_was_sent(self, case):
        with pytest.raises(TransitionRefused):
            operations.answer_question(
                case=case, question=put(case).pk, text="Ja.", at=LATER
            )

    def test_is_not_shown_before_it_was_answered(self, case):
        with pytest.raises(TransitionRefused):
            show(case, put(case))


class TestTheDatabase:
    def test_keeps_no_address_of_a_closed_question(self, case):
        question = refuse(case, put(case))

        with pytest.raises(IntegrityError):
            AuthorQuestion.objects.filter(pk=question.pk).update(email="a@example.org")


def test_erasing_the_persons_takes_the_words(case):
    show(case, answered(case))

    _erase_persons(case, actor=officer_of(case), at=LATER)

    kept = AuthorQuestion.objects.get()
    assert (kept.text, kept.shown_text, kept.answer, kept.shown_answer) == ("",) * 4
