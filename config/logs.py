"""What log lines may hold: addresses, secret links and identity numbers are masked."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# Parts of a path that are long enough to be a secret (128 bits are 22 characters in
# base 64) have no place in a log. Words joined by hyphens are left readable.
_SECRET = re.compile(r"(?<=[/=])(?=[\w-]*[0-9A-Z])[\w-]{20,}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_IDENTITY_NUMBER = re.compile(r"\b(?:\d{2})?\d{6}[-+]?\d{4}\b")
_IP_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")

before_printing: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def masked(text: str) -> str:
    """Return the text without what could identify a person or open a secret link."""
    text = _SECRET.sub("[secret]", text)
    text = _EMAIL.sub("[e-mail]", text)
    text = _IDENTITY_NUMBER.sub("[number]", text)
    return _IP_ADDRESS.sub("[address]", text)


def mask(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Mask every text of a log line, also in tracebacks; structlog calls this."""
    for name, value in event.items():
        if name != "timestamp" and not isinstance(value, int | float | bool | None):
            event[name] = masked(str(value))
    return event
