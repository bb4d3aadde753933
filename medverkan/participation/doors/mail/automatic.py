"""What machines send: automatic answers, mailing lists and letters that came back."""

from __future__ import annotations

import re
from email.message import Message
from email.utils import parseaddr

from django.conf import settings

from medverkan.participation.doors.mail.parsing import Mail, header

_MACHINE_SENDERS = ("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply")
_BULK = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
_SIGNS = (
    "X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "List-Id",
    "List-Unsubscribe", "X-Loop", "Feedback-ID",
)  # fmt: skip
_OUR_ID = re.compile(r"^Message-ID:\s*(<[^<>\s]{1,400}>)", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(r"^Action:\s*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"^Status:\s*(\d\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)


def is_bounce(mail: Mail) -> bool:
    """Tell whether it says that a letter did not arrive (RFC 3464, or a mail server's own)."""
    message = mail.message
    if message.get_content_type() == "multipart/report":
        kind = str(message.get_param("report-type") or "").lower()
        return kind in ("", "delivery-status")
    sender = mail.address.lower().partition("@")[0]
    return _has_no_return_path(message) and sender in ("mailer-daemon", "postmaster")


def is_automatic(mail: Mail, *, own_addresses: frozenset[str]) -> bool:
    """Tell whether a machine sent it, or we did ourselves: it is never answered (RFC 3834)."""
    message = mail.message
    submitted = header(message, "Auto-Submitted").split(";")[0].strip().lower()
    precedence = header(message, "Precedence").strip().lower()
    sender = mail.address.lower()
    return (
        submitted not in ("", "no")
        or precedence in _BULK
        or any(message.get(sign) is not None for sign in _SIGNS)
        or _has_no_return_path(message)
        or sender.partition("@")[0] in _MACHINE_SENDERS
        or sender in own_addresses
        or sender == parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    )


def returned_letter(mail: Mail) -> tuple[str, str]:
    """Return the Message-ID of the letter that came back and the code why; each may be empty."""
    told = _told(mail.message)
    message_ids = _OUR_ID.findall(told)
    codes = _STATUS.findall(told)
    return message_ids[-1] if message_ids else "", codes[0] if codes else ""


def has_failed(mail: Mail) -> bool:
    """Tell whether the letter has been given up, not only delayed or delivered (RFC 3464)."""
    actions = _ACTION.findall(_told(mail.message))
    return not actions or "failed" in {action.lower() for action in actions}


def _told(message: Message) -> str:
    # Our letter, or its headers, comes along as a part; its Message-ID is the last one.
    pieces = []
    for part in message.walk():
        if part is message:
            continue
        if part.get_content_maintype() == "multipart":
            continue
        headers = "\n".join(f"{name}: {value}" for name, value in part.items())
        content = part.get_payload(decode=True)
        body = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
        pieces += [headers, body]
    return "\n".join(pieces)


def _has_no_return_path(message: Message) -> bool:
    path = message.get("Return-Path")
    return path is not None and not parseaddr(str(path))[1]
