from __future__ import annotations

import pytest
from django.core import signing
from django.db import IntegrityError, transaction

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices import operations, tags
from medverkan.foundation.notices.models import Delivery, Suppression
from medverkan.foundation.notices.recipients import Recipient
from medverkan.foundation.notices.states import State
from medverkan.foundation.permissions import ANYONE, SYSTEM, Actor, Grant, NotPermitted
from medverkan.foundation.states import TransitionRefused
from tests.factories.notices import ANSWER, NEWS, write

pytestmark = pytest.mark.django_db

REGISTRAR = Actor(user_id=1, grants=frozenset({Grant("registrar", 5)}))
ADMINISTRATOR = Actor(user_id=2, grants=frozenset({Grant("administrator")}))


def _events():
    return list(Event.objects.order_by("pk").values_list("name", flat=True))


class TestSend:
    def test_puts_the_letter_in_the_outbox(self, at):
        delivery = write()

        assert (delivery.state, delivery.next_attempt_at) == (State.QUEUED, at)
        assert _events() == ["letter.written"]

    def test_writes_in_the_recipients_language(self):
        delivery = write(language="fi")

        assert "Ystävällisin terveisin" in delivery.text
        assert 'lang="fi"' in delivery.html

    def test_writes_in_swedish_when_there_is_no_such_letter(self):
        assert "Vänliga hälsningar" in write(language="ar").text

    def test_is_gone_when_the_change_it_tells_of_is_undone(self):
        with transaction.atomic():
            write()
            transaction.set_rollback(True)

        assert not Delivery.objects.exists()

    def test_escapes_markup_in_html_only(self):
        delivery = write(context={"what": "<b>a & b</b>"}, name="<i>")

        assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in delivery.html
        assert "<b>a & b</b>" in delivery.text

    def test_queues_for_print_without_an_address_for_mail(self):
        delivery = write(email="", address="Storgatan 1")

        assert delivery.state == State.TO_PRINT

    def test_queues_for_print_when_the_address_cannot_be_written_to(self):
        delivery = write(email="asa at example", address="Storgatan 1")

        assert (delivery.state, delivery.to_email) == (State.TO_PRINT, "")

    def test_refuses_who_cannot_be_reached(self):
        with pytest.raises(operations.Unreachable):
            write(email="", address=" ")


class TestSendWithAKey:
    def test_writes_the_letter_once(self):
        first = write(key="case 7")

        assert write(key="case 7").pk == first.pk
        assert _events() == ["letter.written"]

    def test_writes_another_kind_too(self):
        write(key="case 7")
        write(NEWS, key="case 7")

        assert Delivery.objects.count() == 2

    def test_is_kept_apart_by_the_database(self):
        delivery = write(key="case 7")
        other = write()

        with pytest.raises(IntegrityError), transaction.atomic():
            Delivery.objects.filter(pk=other.pk).update(key=delivery.key)


class TestDecline:
    def test_stops_that_kind_of_letter(self, at):
        operations.decline(token=_token(NEWS, "asa@example.org"), at=at)

        delivery = write(NEWS, email="ASA@example.org")

        assert (delivery.state, delivery.text) == (State.CANCELLED, "")
        assert delivery.to_email == ""

    def test_never_stops_a_duty(self, at):
        operations.decline(token=_token(ANSWER, "asa@example.org"), at=at)

        assert write(ANSWER).state == State.QUEUED

    def test_twice_is_once(self, at):
        operations.decline(token=_token(NEWS, "a@example.org"), at=at)
        operations.decline(token=_token(NEWS, "a@example.org"), at=at)

        assert Suppression.objects.count() == 1
        assert _events() == ["letters.declined"]

    def test_keeps_no_address(self, at):
        operations.decline(token=_token(NEWS, "asa@example.org"), at=at)

        assert "asa" not in str(Suppression.objects.values().get())

    def test_refuses_a_token_we_did_not_make(self, at):
        with pytest.raises(signing.BadSignature):
            operations.decline(token="testing.news:abc:def", at=at)


class TestMarkPrinted:
    def test_takes_the_letter_from_the_queue(self, at):
        delivery = _on_paper()

        printed = operations.mark_printed(delivery=delivery, actor=REGISTRAR, at=at)

        assert (printed.state, printed.ended_at) == (State.PRINTED, at)
        assert _events() == ["letter.written", "letter.printed"]

    def test_is_not_for_another_authority(self, at):
        with pytest.raises(NotPermitted):
            operations.mark_printed(
                delivery=_on_paper(body_id=6), actor=REGISTRAR, at=at
            )

    def test_is_refused_twice(self, at):
        delivery = _on_paper()
        operations.mark_printed(delivery=delivery, actor=REGISTRAR, at=at)

        with pytest.raises(TransitionRefused):
            operations.mark_printed(delivery=delivery, actor=REGISTRAR, at=at)


class TestCancel:
    def test_withdraws_a_letter_not_yet_sent(self, at):
        cancelled = operations.cancel(delivery=write(), actor=SYSTEM, at=at)

        assert cancelled.state == State.CANCELLED

    def test_is_refused_once_it_is_gone(self, at):
        with pytest.raises(TransitionRefused):
            operations.cancel(delivery=_sent(at), actor=SYSTEM, at=at)


class TestNoteBounce:
    def test_says_that_the_letter_came_back(self, at):
        delivery = _sent(at)

        operations.note_bounce(message_id=delivery.message_id, code="5.1.1", at=at)

        delivery.refresh_from_db()
        assert (delivery.state, delivery.error) == (State.BOUNCED, "5.1.1")

    def test_knows_nothing_of_others_letters(self, at):
        assert operations.note_bounce(message_id="<x@y>", code="5", at=at) is None


class TestSendAgain:
    def test_puts_a_failed_letter_back(self, at):
        delivery = _sent(at, state=State.FAILED)

        again = operations.send_again(delivery=delivery, actor=ADMINISTRATOR, at=at)

        assert (again.state, again.attempt_count) == (State.QUEUED, 0)

    def test_is_for_administrators(self, at):
        delivery = _sent(at, state=State.FAILED)

        with pytest.raises(NotPermitted):
            operations.send_again(delivery=delivery, actor=ANYONE, at=at)


class TestSettle:
    def test_lets_nobody_send_it_again(self, at):
        delivery = _sent(at, state=State.BOUNCED)

        operations.settle(delivery=delivery, actor=SYSTEM, at=at)

        assert _events()[-1] == "letter.settled"
        with pytest.raises(TransitionRefused):
            operations.send_again(delivery=delivery, actor=ADMINISTRATOR, at=at)

    def test_is_not_for_what_arrived(self, at):
        with pytest.raises(TransitionRefused):
            operations.settle(delivery=_sent(at), actor=SYSTEM, at=at)


class TestCopy:
    def test_needs_somebody_who_can_be_reached(self, at):
        delivery = _sent(at, state=State.BOUNCED)

        with pytest.raises(operations.Unreachable):
            operations.copy(delivery=delivery, to=Recipient(), actor=SYSTEM, at=at)


class TestErase:
    def test_empties_what_is_personal_and_leaves_the_row(self, at):
        delivery = _sent(at)

        assert operations.erase(case_ids=[7], at=at) == 1

        delivery.refresh_from_db()
        assert (delivery.to_email, delivery.text, delivery.html) == ("", "", "")
        assert delivery.message_id

    def test_spares_what_is_still_on_its_way(self, at):
        write()

        assert operations.erase(case_ids=[7], at=at) == 0

    def test_spares_other_cases(self, at):
        _sent(at)

        assert operations.erase(case_ids=[8], at=at) == 0


def _token(letter, email):
    return tags.unsubscribe_token(letter=letter.name, tag=tags.address_tag(email))


def _on_paper(body_id=5):
    return write(email="", address="Storgatan 1", body_id=body_id)


def _sent(at, state=State.SENT):
    delivery = write()
    delivery.state, delivery.ended_at, delivery.next_attempt_at = state.value, at, None
    delivery.save()
    return delivery
