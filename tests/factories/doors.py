"""
Mailboxes and mail for tests.

`MailboxFactory()` is read for a new administration; `mail(...)` is the bytes of one,
`fetched(...)` the same as read from a server.
"""

import datetime as dt
from email.message import EmailMessage

import factory

from medverkan.participation.doors.mail.imap import Fetched
from medverkan.participation.doors.models import Mailbox
from tests.factories.bodies import AdministrationFactory
from tests.factories.cases import AT


class MailboxFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mailbox

    slug = factory.Sequence(lambda n: f"lada-{n}")
    address = factory.Sequence(lambda n: f"forvaltning{n}@kommun.example")
    body = factory.SubFactory(AdministrationFactory)
    host = "127.0.0.1"
    username = "demouser"


def mail(
    text: str = "Lampan vid bron är trasig.",
    *,
    sender: str = "Marja Lindqvist <marja@example.org>",
    to: str = "forvaltning@kommun.example",
    subject: str = "Lampan vid bron",
    message_id: str = "<1@example.org>",
    html: str = "",
    files: dict[str, bytes] | None = None,
    **headers: str,
) -> bytes:
    """The bytes of a mail; further headers with _ for -."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = message_id
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in (files or {}).items():
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


def fetched(content: bytes | None = None, *, at: dt.datetime = AT, **parts) -> Fetched:
    """A mail that a server has handed over."""
    content = mail(**parts) if content is None else content
    return Fetched(content, len(content), at, is_whole=True)
