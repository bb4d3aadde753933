from __future__ import annotations

import datetime as dt
import smtplib

import pytest

from medverkan.foundation.audit.models import Event
from medverkan.foundation.notices import outbox
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.states import State
from tests import processes
from tests.factories.notices import CODE, NEWS, write
from tests.foundation.notices.conftest import free_port

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


class TestDeliver:
    def test_sends_what_waits(self, mailbox, at):
        delivery = write()

        assert outbox.deliver(at) == 1

        delivery.refresh_from_db()
        assert (delivery.state, delivery.ended_at) == (State.SENT, at)
        assert len(mailbox.messages) == 1
        assert Event.objects.latest("pk").name == "letter.sent"

    def test_sends_it_once(self, mailbox, at):
        write()
        outbox.deliver(at)

        assert outbox.deliver(at) == 0

    def test_leaves_what_is_to_be_printed(self, mailbox, at):
        write(email="", address="Storgatan 1")

        assert outbox.deliver(at) == 0

    def test_leaves_what_another_worker_holds(self, mailbox, at):
        delivery = write()
        Delivery.objects.update(state=State.SENDING, next_attempt_at=at + MINUTE)

        assert outbox.deliver(at) == 0
        delivery.refresh_from_db()
        assert delivery.state == State.SENDING

    def test_forgets_at_once_what_is_not_kept(self, mailbox, at):
        delivery = write(CODE)

        outbox.deliver(at)

        delivery.refresh_from_db()
        assert (delivery.to_email, delivery.text, delivery.erased_at) == ("", "", at)

    def test_goes_on_after_a_letter_that_fails(self, mailbox, at):
        mailbox.refused = {"gone@example.org"}
        gone, there = write(email="gone@example.org"), write()

        assert outbox.deliver(at) == 2

        assert _state(gone) == State.FAILED
        assert _state(there) == State.SENT


class TestAMailServerThatSaysNotNow:
    def test_gets_the_letter_again_later(self, mailbox, at):
        delivery = write()
        mailbox.to_data = "451 later"
        outbox.deliver(at)
        mailbox.to_data = "250 OK"

        assert outbox.deliver(at + MINUTE / 2) == 0
        assert outbox.deliver(at + MINUTE) == 1

        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempt_count) == (State.SENT, 2)

    def test_is_asked_ever_more_seldom(self):
        waits = [outbox.wait_after(count).total_seconds() for count in (1, 2, 3, 30)]

        assert waits == [60, 120, 240, 4 * 3600]

    def test_is_given_up_in_the_end(self, mailbox, at):
        delivery = write()
        Delivery.objects.update(attempt_count=outbox.ATTEMPTS - 1)
        mailbox.to_recipient = "450 later"

        outbox.deliver(at)

        delivery.refresh_from_db()
        assert (delivery.state, delivery.error) == (State.FAILED, "450")


class TestAMailServerThatRefuses:
    def test_the_recipient_fails_the_letter_at_once(self, mailbox, at):
        delivery = write()
        mailbox.to_recipient = "550 no such user asa@example.org"

        outbox.deliver(at)

        delivery.refresh_from_db()
        assert (delivery.state, delivery.error) == (State.FAILED, "550")
        event = Event.objects.latest("pk")
        assert (event.name, event.data["code"]) == ("letter.failed", "550")

    def test_the_letter_fails_it_at_once(self, mailbox, at):
        delivery = write()
        mailbox.to_data = "554 not wanted"

        outbox.deliver(at)

        delivery.refresh_from_db()
        assert delivery.state == State.FAILED

    def test_our_sign_in_only_postpones_it(self):
        assert not outbox.is_permanent(smtplib.SMTPAuthenticationError(535, b"no"))
        assert not outbox.is_permanent(smtplib.SMTPSenderRefused(550, b"no", "a@b"))


class TestNoMailServer:
    def test_postpones_the_letter(self, settings, at):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
        delivery = write()

        outbox.deliver(at)

        delivery.refresh_from_db()
        assert (delivery.state, delivery.error) == (
            State.QUEUED,
            "ConnectionRefusedError",
        )


DELIVER = """
import datetime as dt, sys
from medverkan.foundation.notices import outbox
at = dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC)
"""
KILLED_AFTER_SENDING = """
import os, signal
outbox.note_success = lambda delivery, at: os.kill(os.getpid(), signal.SIGKILL)
outbox.deliver(at)
"""
RACE = """
print("ready", flush=True)
sys.stdin.readline()
while outbox.deliver(at):
    pass
"""


@pytest.mark.django_db(transaction=True)
class TestAWorkerKilledAfterSending:
    def test_sends_the_same_message_once_more(self, mailbox, at):
        write()
        process = processes.start(
            DELIVER + KILLED_AFTER_SENDING,
            url=processes.database_url(),
            **_environment(mailbox),
        )
        process.communicate(timeout=60)

        assert outbox.deliver(at + outbox.LEASE - MINUTE) == 0
        assert outbox.deliver(at + outbox.LEASE) == 1

        first, second = mailbox.messages
        assert first["Message-ID"] == second["Message-ID"]
        assert outbox.deliver(at + 2 * outbox.LEASE) == 0


@pytest.mark.django_db(transaction=True)
class TestTwoWorkers:
    def test_never_send_the_same_letter(self, mailbox):
        letters = {write(NEWS).message_id for _letter in range(40)}
        workers = [
            processes.start(
                DELIVER + RACE, url=processes.database_url(), **_environment(mailbox)
            )
            for _worker in range(2)
        ]
        for worker in workers:
            processes.wait_for(worker, "ready")
        for worker in workers:
            worker.stdin.write("\n")
            worker.stdin.flush()
        for worker in workers:
            worker.communicate(timeout=60)

        sent = [message["Message-ID"] for message in mailbox.messages]
        assert len(sent) == 40
        assert set(sent) == letters


def _state(delivery):
    return Delivery.objects.get(pk=delivery.pk).state


def _environment(mailbox):
    return {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mailbox.port),
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
    }
