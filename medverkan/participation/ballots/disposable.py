"""Domains that hand out mailboxes for ten minutes: a hint for a person, never a refusal."""

from __future__ import annotations

DOMAINS = frozenset(
    {
        "10minutemail.com",
        "discard.email",
        "dispostable.com",
        "fakeinbox.com",
        "getnada.com",
        "guerrillamail.com",
        "mailcatch.com",
        "maildrop.cc",
        "mailinator.com",
        "mailnesia.com",
        "mintemail.com",
        "mohmal.com",
        "sharklasers.com",
        "spamgourmet.com",
        "temp-mail.org",
        "tempmail.com",
        "throwawaymail.com",
        "trashmail.com",
        "yopmail.com",
    }
)


def is_disposable(email: str) -> bool:
    """Tell whether the address is at a provider of mailboxes for a moment."""
    return email.rpartition("@")[2].strip().lower() in DOMAINS
