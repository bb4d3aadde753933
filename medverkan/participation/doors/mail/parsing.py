"""From the bytes of a mail to what it says, whatever its making."""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from medverkan.foundation import text as texts
from medverkan.foundation.notices import tags
from medverkan.participation.doors.mail import plain

MOST_PARTS = 200
MOST_FILES = 20
_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,400}>")


class NotUnderstood(Exception):
    """The mail cannot be taken apart; the message is for the one who looks at it."""


@dataclass(frozen=True)
class SentFile:
    """A file that came along."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What a mail says. `text` is the whole of it, with what it quotes."""

    message: Message
    key: str
    subject: str
    text: str
    name: str
    address: str
    files: tuple[SentFile, ...]
    reply_tags: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def own_text(self) -> str:
        """Return what was written now; the whole where nothing else is left."""
        return plain.without_quoted(self.text) or self.text


def key_of(content: bytes) -> str:
    """Return the hash by which the mail is known again: of its Message-ID, else of it all."""
    message_id = _ids(_header(_head_of(content), "Message-ID"))
    told = message_id[0].encode() if message_id else content
    return hashlib.sha256(told).hexdigest()


def read(content: bytes) -> Mail:
    """
    Take a mail apart.

    :raises NotUnderstood: its structure is no mail's, or it has parts beyond reason
    """
    try:
        message = _parsed(content)
        parts = _parts(message)
    except RecursionError as error:
        raise NotUnderstood("nested too deeply") from error
    name, address = parseaddr(_header(message, "From"))
    return Mail(
        message=message,
        key=key_of(content),
        subject=one_line(_header(message, "Subject")),
        text=_words(parts),
        name=one_line(name)[:150],
        address=_valid(address),
        files=tuple(_files(parts))[:MOST_FILES],
        reply_tags=tuple(_reply_tags(message)),
        answers=tuple(
            dict.fromkeys(
                _ids(_header(message, "In-Reply-To"))
                + _ids(_header(message, "References"))[::-1]
            )
        ),
    )


def head(content: bytes) -> Mail:
    """Return what the headers alone say, of a mail that cannot be read as a whole."""
    message = _head_of(content)
    name, address = parseaddr(_header(message, "From"))
    return Mail(
        message=message, key=key_of(content), subject=one_line(_header(message, "Subject")),
        text="", name=one_line(name)[:150], address=_valid(address), files=(),
        reply_tags=(), answers=(),
    )  # fmt: skip


def one_line(text: str) -> str:
    """Return the text as one clean line."""
    return " ".join(_clean(text).split())


def header(message: Message, name: str) -> str:
    """Return a header as text, or nothing, however broken it is."""
    return _header(message, name)


def _parsed(content: bytes) -> Message:
    # `compat32` keeps broken headers as they are where newer policies raise.
    return email.message_from_bytes(content, policy=policy.compat32)


def _head_of(content: bytes) -> Message:
    return BytesHeaderParser(policy=policy.compat32).parsebytes(content)


def _header(message: Message, name: str) -> str:
    value = message.get(name, "")
    try:
        pieces = decode_header(value)
        return "".join(_decoded(piece, charset) for piece, charset in pieces)
    except (ValueError, LookupError, MessageError):
        return str(value)


def _decoded(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    for each in (charset, "utf-8"):
        try:
            return piece.decode(each or "ascii")
        except (LookupError, UnicodeDecodeError):
            continue
    return piece.decode("latin-1")


def _parts(message: Message) -> list[Message]:
    parts = []
    for part in _leaves(message):
        parts.append(part)
        if len(parts) > MOST_PARTS:
            raise NotUnderstood("too many parts")
    return parts


def _leaves(part: Message) -> Iterator[Message]:
    inner = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(inner, list):
        for each in inner:
            yield from _leaves(each)
    else:
        yield part


def _is_file(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    return part.get_content_maintype() != "text" or part.get_filename() is not None


def _words(parts: list[Message]) -> str:
    bodies = [part for part in parts if not _is_file(part)]
    for wanted, understand in (("text/plain", str), ("text/html", plain.of_html)):
        found = [
            understand(_text_of(part))
            for part in bodies
            if part.get_content_type() == wanted
        ]
        text = _clean("\n\n".join(each for each in found if each.strip()))
        if text.strip():
            return text.strip()
    return ""


def _text_of(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return str(part.get_payload() or "")
    return _decoded(content, part.get_content_charset())


def _files(parts: list[Message]) -> Iterator[SentFile]:
    for number, part in enumerate(parts, start=1):
        if not _is_file(part):
            continue
        if part.get_content_maintype() == "message":
            yield SentFile(f"mejl-{number}.txt", _as_bytes(part))
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            yield SentFile(one_line(_name_of(part)) or f"bilaga-{number}", content)


def _name_of(part: Message) -> str:
    try:
        return str(make_header(decode_header(part.get_filename() or "")))
    except (ValueError, LookupError, MessageError):
        return part.get_filename() or ""


def _as_bytes(part: Message) -> bytes:
    inner = part.get_payload()
    try:
        if isinstance(inner, list):
            return b"\n".join(each.as_bytes() for each in inner)
        return part.as_bytes()
    except (ValueError, LookupError, KeyError, AttributeError):
        return str(inner).encode("utf-8", "replace")


def _reply_tags(message: Message) -> Iterator[str]:
    told = [str(value) for name in _RECIPIENTS for value in message.get_all(name, [])]
    for _name, address in getaddresses(told):
        tag = tags.tag_of_address(address)
        if tag:
            yield tag


def _ids(text: str) -> list[str]:
    return _MESSAGE_ID.findall(text)[:50]


def _valid(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address[:254]


def _clean(text: str) -> str:
    try:
        return texts.clean(text)
    except texts.NotText:
        return "".join(sign for sign in text if sign.isprintable() or sign == "\n")
