"""Why something cannot be served, as RFC 9457 tells it, in the language asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Schema
from pydantic import Field

CONTENT_TYPE = "application/problem+json"

_TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("A valid key is needed"),
    404: gettext_lazy("There is nothing here"),
    405: gettext_lazy("This address does not take that method"),
    409: gettext_lazy("The same key was used before with other content"),
    413: gettext_lazy("The request is too large"),
    415: gettext_lazy("Send the content as application/json"),
    422: gettext_lazy("Some of what was sent cannot be used"),
    429: gettext_lazy("Too many requests"),
}
# What pydantic calls a fault, as people call it.
_WORDS = {
    "missing": gettext_lazy("This is missing."),
    "extra_forbidden": gettext_lazy("There is no field of this name."),
    "string_type": gettext_lazy("This must be text."),
    "bool_type": gettext_lazy("This must be true or false."),
    "int_type": gettext_lazy("This must be a whole number."),
    "int_parsing": gettext_lazy("This must be a whole number."),
    "float_type": gettext_lazy("This must be a number."),
    "finite_number": gettext_lazy("This must be a number."),
}
_WITH_LIMITS = {
    "literal_error": (gettext_lazy("This must be one of: %s."), "expected"),
    "enum": (gettext_lazy("This must be one of: %s."), "expected"),
    "string_too_short": (gettext_lazy("At least %s characters."), "min_length"),
    "string_too_long": (gettext_lazy("At most %s characters."), "max_length"),
    "greater_than_equal": (gettext_lazy("At least %s."), "ge"),
    "less_than_equal": (gettext_lazy("At most %s."), "le"),
}


class Fault(Schema):
    """One thing that is wrong, and where: a field of the body, or a parameter."""

    detail: str = Field(examples=["Skriv en kort rubrik."])
    pointer: str | None = Field(
        None, description="A field of the body, as a JSON pointer.", examples=["#/text"]
    )
    parameter: str | None = Field(None, examples=["topic"])


class Problem(Schema):
    """Why the request was refused (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Det finns inget här"])
    status: int = Field(examples=[404])
    detail: str | None = None
    errors: list[Fault] | None = None


class Refused(Exception):
    """The request cannot be served; becomes the problem in its answer."""

    def __init__(
        self, status: int, detail: str = "", errors: Collection[dict[str, str]] = ()
    ) -> None:
        super().__init__(status, detail)
        self.status = status
        self.detail = detail
        self.errors = list(errors)


def declared(*statuses: int) -> dict[int, Any]:
    """Return the statuses with which an operation may refuse, for its declaration."""
    return dict.fromkeys(statuses, Problem)


def answer(
    status: int, *, detail: str = "", errors: Collection[dict[str, str]] = ()
) -> JsonResponse:
    """Return the problem as a response."""
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": str(_TITLES[status]),
        "status": status,
    }
    if detail:
        problem["detail"] = detail
    if errors:
        problem["errors"] = list(errors)
    response = JsonResponse(
        problem, status=status, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Type"] = CONTENT_TYPE
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="medverkan"'
    return response


def too_many(retry_after: dt.timedelta) -> JsonResponse:
    """Return the refusal of what comes too often."""
    response = answer(429, detail=_("Wait and try again."))
    response["Retry-After"] = str(int(retry_after.total_seconds()))
    return response


def faults_of(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return what pydantic found, in our words and with its place."""
    return [
        _place(*map(str, error["loc"])) | {"detail": _sentence(error)}
        for error in errors
    ]


def in_body(field: str, detail: str) -> dict[str, str]:
    """Return what is wrong with a field of the body; an empty name is the whole."""
    return {"pointer": f"#/{field}" if field else "#", "detail": detail}


def in_parameter(name: str, detail: str) -> dict[str, str]:
    """Return what is wrong with a parameter."""
    return {"parameter": name, "detail": detail}


def _place(source: str, *path: str) -> dict[str, str]:
    if source == "body":
        # The first step is the name of our own argument.
        steps = [step.replace("~", "~0").replace("/", "~1") for step in path[1:]]
        return {"pointer": "#" + "".join(f"/{step}" for step in steps)}
    return {"parameter": path[-1] if path else source}


def _sentence(error: Mapping[str, Any]) -> str:
    kind = error["type"]
    if kind in _WITH_LIMITS:
        sentence, limit = _WITH_LIMITS[kind]
        return str(sentence) % error.get("ctx", {}).get(limit, "")
    return str(_WORDS.get(kind, _("This cannot be read.")))
