"""A real mail server in a thread of its own."""

from __future__ import annotations

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller


class Mailbox:
    """Takes mail, or answers with what a test tells it to."""

    def __init__(self):
        self.messages = []
        self.refused = set()
        self.to_recipient = "250 OK"
        self.to_data = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the name aiosmtpd calls
        if address in self.refused:
            return "550 no such user"
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name aiosmtpd calls
        if self.to_data.startswith("250"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.messages.append(message)
        return self.to_data


@pytest.fixture
def mailbox(settings):
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    mailbox.port = controller.port
    yield mailbox
    controller.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
