"""A delivery as an e-mail message: its headers in one place."""

from __future__ import annotations

from email.headerregistry import Address

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from medverkan.foundation.notices import tags
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.recipients import on_one_line

# Long enough for any name a person goes by; a header holds 998 signs at most (RFC 5322).
NAME_LENGTH = 100


def compose(delivery: Delivery) -> EmailMultiAlternatives:
    """Return the message: plain text, with HTML as the alternative."""
    reply_to = tags.reply_address(delivery.reply_tag)
    message = EmailMultiAlternatives(
        subject=delivery.subject,
        body=delivery.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_with_name(delivery)],
        reply_to=[reply_to] if reply_to else None,
        headers=_headers(delivery),
    )
    message.attach_alternative(delivery.html, "text/html")
    return message


def _with_name(delivery: Delivery) -> str:
    name = on_one_line(delivery.to_name, limit=NAME_LENGTH)
    if not name:
        return delivery.to_email
    return str(Address(display_name=name, addr_spec=delivery.to_email))


def _headers(delivery: Delivery) -> dict[str, str]:
    headers = {
        "Message-ID": delivery.message_id,
        "Content-Language": delivery.language,
        # RFC 3834: no answering machine should answer, ours included.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if delivery.in_reply_to:
        headers["In-Reply-To"] = delivery.in_reply_to
        headers["References"] = delivery.in_reply_to
    if delivery.unsubscribe_url:
        # RFC 8058: the mail program asks in one click, by POST.
        headers["List-Unsubscribe"] = f"<{delivery.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
