"""Who a letter goes to, with names and addresses made safe for headers."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# Turn the text around it and so could make an address look like another; the letters of
# right-to-left scripts need none of them.
_DIRECTION_SIGNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Recipient:
    """A person: with an e-mail address the letter is mailed, else printed for the address."""

    email: str = ""
    name: str = ""
    address: str = ""
    language: str = "sv"

    @property
    def is_reachable(self) -> bool:
        """Tell whether there is any way to reach the person."""
        return has_valid_email(self) or bool(self.address.strip())


def has_valid_email(recipient: Recipient) -> bool:
    """Tell whether the recipient has an e-mail address that can be written to."""
    try:
        validate_email(recipient.email)
    except ValidationError:
        return False
    return True


def on_one_line(text: str, *, limit: int) -> str:
    """Return the text without control and direction signs, on one line, cut to the limit."""
    kept = (
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in text
        if sign not in _DIRECTION_SIGNS
    )
    return " ".join("".join(kept).split())[:limit].rstrip()


def supported_language(language: str) -> str:
    """Return the language if letters are written in it, else that of the site."""
    primary = language.split("-")[0].lower()
    known = {code for code, _name in settings.LANGUAGES}
    return primary if primary in known else settings.LANGUAGE_CODE
