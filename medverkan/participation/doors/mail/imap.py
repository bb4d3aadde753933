"""
A mailbox over IMAP.

Nothing is marked or moved by reading. Only after what was read has been committed is the
mail moved away, so that a reader who is killed in between leaves it where the next one
finds it.
"""

from __future__ import annotations

import datetime as dt
import imaplib
import re
import ssl
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from medverkan.participation.doors.models import Mailbox

TIMEOUT_SECONDS = 30
# Of a mail that is too large, enough to see from whom it is.
HEAD_BYTES = 65_536
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_DATE = re.compile(rb'INTERNALDATE "[^"]+"')


class NotReachable(Exception):
    """The mailbox cannot be read now; the message is short and holds no secret."""


@dataclass(frozen=True)
class Fetched:
    """A mail as it lies there; of one that is too large only the beginning."""

    content: bytes
    size: int
    arrived_at: dt.datetime | None
    is_whole: bool


@contextmanager
def opened(mailbox: Mailbox) -> Generator[Inbox]:
    """
    Open the mailbox and close it afterwards.

    :raises NotReachable: the server, the password or the folder refuses
    """
    try:
        connection = _connect(mailbox)
    except (OSError, imaplib.IMAP4.error) as error:
        raise NotReachable(type(error).__name__) from error
    try:
        inbox = Inbox(connection, mailbox)
        inbox.select()
        yield inbox
    except imaplib.IMAP4.abort as error:
        raise NotReachable("connection lost") from error
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            connection.logout()


def _connect(mailbox: Mailbox) -> imaplib.IMAP4:
    connection: imaplib.IMAP4
    if mailbox.has_tls:
        connection = imaplib.IMAP4_SSL(
            mailbox.host,
            mailbox.port,
            ssl_context=ssl.create_default_context(),
            timeout=TIMEOUT_SECONDS,
        )
    else:
        connection = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.login(mailbox.username, mailbox.password)
    except imaplib.IMAP4.error:
        with suppress(OSError, imaplib.IMAP4.error):
            connection.shutdown()
        raise
    return connection


class Inbox:
    """An open folder and the mails in it, by their UIDs."""

    def __init__(self, connection: imaplib.IMAP4, mailbox: Mailbox) -> None:
        self._connection = connection
        self._mailbox = mailbox

    def select(self) -> None:
        """:raises NotReachable: there is no such folder"""
        self._ask("select", _quoted(self._mailbox.folder))

    def uids(self) -> list[str]:
        """Return the mails that have not been taken in, the oldest first."""
        found = self._uid("search", None, "ALL")
        return found[0].decode().split() if found and found[0] else []

    def fetch(self, uid: str, *, limit: int) -> Fetched:
        """Return a mail without marking it as seen; at most its beginning beyond the limit."""
        facts = self._uid("fetch", uid, "(RFC822.SIZE INTERNALDATE)")
        told = b" ".join(_flat(facts))
        size = int(found[1]) if (found := _SIZE.search(told)) else 0
        is_whole = size <= limit
        wanted = "BODY.PEEK[]" if is_whole else f"BODY.PEEK[]<0.{HEAD_BYTES}>"
        answer = self._uid("fetch", uid, f"({wanted})")
        content = next((part[1] for part in answer if isinstance(part, tuple)), b"")
        return Fetched(content, size, _instant(told), is_whole)

    def move(self, uid: str) -> None:
        """Move a mail to the folder of what has been taken in, which is made if need be."""
        folder = _quoted(self._mailbox.done_folder)
        self._connection.create(folder)  # says no where it is already
        if "MOVE" in self._connection.capabilities:
            self._uid("MOVE", uid, folder)
            return
        self._uid("COPY", uid, folder)
        self._uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
        self._ask("expunge")

    def _uid(self, command: str, *arguments: Any) -> list[Any]:
        status, answer = self._connection.uid(command, *arguments)
        if status != "OK":
            raise NotReachable(f"{command} refused")
        return answer

    def _ask(self, command: str, *arguments: str) -> None:
        status, _answer = getattr(self._connection, command)(*arguments)
        if status != "OK":
            raise NotReachable(f"{command} refused")


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _flat(answer: list[Any]) -> Iterator[bytes]:
    for part in answer:
        if isinstance(part, tuple):
            yield part[0]
        elif isinstance(part, bytes):
            yield part


def _instant(told: bytes) -> dt.datetime | None:
    found = _DATE.search(told)
    local = imaplib.Internaldate2tuple(found[0]) if found else None
    if local is None:
        return None
    return dt.datetime.fromtimestamp(time.mktime(local), tz=dt.UTC)
