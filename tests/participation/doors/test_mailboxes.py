"""Reading over the network, from a mail server that we did not write."""

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from medverkan.participation.cases.models import Case, Suspect
from medverkan.participation.doors.models import Mailbox, ReadMail
from medverkan.participation.doors.operations import reading
from tests.factories.cases import AT
from tests.factories.doors import MailboxFactory, mail
from tests.factories.pathways import RuleSetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable, "-c", "import pymap.main as server; server.main()", "--host", "127.0.0.1", "--port", str(number),
            "--no-service", "managesieve", "--no-service", "admin", "dict", "--demo-data",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(port: int) -> None:
    for _ in range(150):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the IMAP server did not start")


@pytest.fixture
def box(port, settings) -> Mailbox:
    RuleSetFactory()
    settings.MAILBOX_PASSWORDS = {"teknik": "demopass"}
    with signed_in(port) as server:
        server.select("INBOX")
        server.store("1:*", "+FLAGS", r"(\Deleted)")
        server.expunge()
    return MailboxFactory(slug="teknik", port=port, has_tls=False)


def signed_in(port: int) -> imaplib.IMAP4:
    server = imaplib.IMAP4("127.0.0.1", port)
    server.login("demouser", "demopass")
    return server


def deliver(port: int, *contents: bytes) -> None:
    with signed_in(port) as server:
        for content in contents:
            when = imaplib.Time2Internaldate(AT.timestamp())
            status, _answer = server.append("INBOX", "", when, content)
            assert status == "OK"


def lying_in(port: int, folder: str) -> int:
    with signed_in(port) as server:
        status, told = server.select(folder)
        return int(told[0]) if status == "OK" else 0


class TestMailbox:
    def test_is_emptied_into_cases(self, box, port):
        done = lying_in(port, "Medverkan")
        deliver(port, mail(message_id="<1@x>"), mail(message_id="<2@x>"))

        count = reading.read_mailbox(mailbox=box, at=AT)

        assert count == 2
        assert Case.objects.filter(arrived_at=AT).count() == 2
        assert lying_in(port, "INBOX") == 0
        assert lying_in(port, "Medverkan") == done + 2

    def test_is_read_by_the_job_of_the_worker(self, box, port):
        deliver(port, mail())

        reading.read_all(AT)

        assert Case.objects.count() == 1
        box.refresh_from_db()
        assert (box.last_read_at, box.last_error) == (AT, "")

    def test_keeps_unseen_what_was_read_and_not_committed(self, box, port, monkeypatch):
        deliver(port, mail())
        with monkeypatch.context() as patch:
            patch.setattr(ReadMail.objects, "create", lambda **_: 1 / 0)
            reading.read_mailbox(mailbox=box, at=AT)

        with signed_in(port) as server:
            server.select("INBOX")
            assert server.search(None, "UNSEEN")[1] == [b"1"]
        assert Case.objects.count() == 0

        reading.read_mailbox(mailbox=box, at=AT)
        assert Case.objects.count() == 1

    def test_counts_once_what_was_committed_and_not_moved(self, box, port, monkeypatch):
        deliver(port, mail())
        with monkeypatch.context() as patch:
            patch.setattr(reading.Inbox, "move", lambda *_: None)
            reading.read_mailbox(mailbox=box, at=AT)

        assert lying_in(port, "INBOX") == 1
        reading.read_mailbox(mailbox=box, at=AT)

        assert Case.objects.count() == 1
        assert lying_in(port, "INBOX") == 0

    def test_is_read_on_after_a_mail_that_cannot_be_taken_in(
        self, box, port, monkeypatch
    ):
        deliver(port, mail(message_id="<bad@x>"), mail(message_id="<good@x>"))
        take_in = reading.take_in

        def fail_once(*, fetched, **more):
            if b"bad@x" in fetched.content:
                raise ValueError
            return take_in(fetched=fetched, **more)

        monkeypatch.setattr(reading, "take_in", fail_once)
        reading.read_mailbox(mailbox=box, at=AT)

        box.refresh_from_db()
        assert Case.objects.count() == 1
        assert box.last_error
        assert lying_in(port, "INBOX") == 1

    def test_gives_only_the_beginning_of_what_is_too_large(self, box, port, settings):
        settings.MAIL_LIMIT_BYTES = 1000
        deliver(port, mail(text="x" * 5000), mail(message_id="<2@x>"))

        reading.read_mailbox(mailbox=box, at=AT)

        assert Suspect.objects.get().reasons == ["unreadable"]
        assert Case.objects.count() == 1


class TestTrouble:
    def test_with_the_password_is_told(self, box, settings):
        settings.MAILBOX_PASSWORDS = {"teknik": "wrong"}

        assert reading.read_mailbox(mailbox=box, at=AT) == 0
        box.refresh_from_db()
        assert box.last_error
        assert "wrong" not in box.last_error

    def test_with_one_mailbox_does_not_stop_the_next(self, box, port):
        MailboxFactory(slug="borta", port=1, has_tls=False)
        deliver(port, mail())

        reading.read_all(AT)

        assert Case.objects.count() == 1

    def test_with_the_folder_is_told(self, box):
        Mailbox.objects.filter(pk=box.pk).update(folder="Finns inte")
        box.refresh_from_db()

        reading.read_mailbox(mailbox=box, at=AT)

        box.refresh_from_db()
        assert box.last_error == "select refused"
