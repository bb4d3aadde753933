"""What is logged of a request, and what is masked in every line that anyone logs."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

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


class RequestLog:
    """
    Middleware that logs each answered request in one line.

    It names the url pattern and never the path, which may be a secret link, and neither
    the reader's address nor what was sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.log = structlog.get_logger("medverkan.requests")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = self.get_response(request)
        matched = request.resolver_match
        self.log.info(
            "request",
            method=request.method,
            route=matched.route if matched else "",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
        return response
