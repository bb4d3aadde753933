"""The OpenAPI document: what ninja knows of the operations, and what holds for all of them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from ninja.openapi.schema import get_schema

from medverkan.foundation.design.caching import public_page
from medverkan.publishing.api.v1 import languages, problems
from medverkan.publishing.api.v1.interface import interface

BASE = "/api/v1"
DESCRIPTION = """\
What is published here, anyone reads without a key, from any page, for any purpose (CC0 1.0). Names
of people are left out. To hand in cases, a system needs a key from the municipality.

Names and sentences are told in the language that `lang` or `Accept-Language` asks for. Days are
days in Sweden. Refusals are problems as RFC 9457 has them.
"""
_LANGUAGE = {
    "name": languages.PARAMETER,
    "in": "query",
    "required": False,
    "description": "The language of names and sentences; goes before Accept-Language.",
    "schema": {"type": "string", "enum": list(languages.CODES)},
}
_HEADERS = {
    "Content-Language": "The language of names and sentences.",
    "ETag": "Send it back in If-None-Match to learn whether anything has changed.",
    "Cache-Control": "How long the answer may be kept.",
    "Retry-After": "Seconds to wait.",
    "Link": "The page that follows, with rel=next.",
    "Allow": "The methods that the address takes.",
    "WWW-Authenticate": "That a key may be sent as a bearer token.",
}


@public_page(3600)
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the document."""
    text = json.dumps(document(), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@cache
def document() -> dict[str, Any]:
    """Return the document; the same for everyone, so it is put together once."""
    made: dict[str, Any] = json.loads(json.dumps(get_schema(interface, BASE + "/")))
    made["info"] = {
        "title": "Medverkan",
        "version": interface.version,
        "description": DESCRIPTION,
        "license": {
            "name": "CC0 1.0",
            "url": "https://creativecommons.org/publicdomain/zero/1.0/",
        },
        "contact": {"email": settings.MUNICIPALITY["email"]},
    }
    made["servers"] = [{"url": settings.SITE_URL}]
    for methods in made["paths"].values():
        for method, operation in methods.items():
            _complete(operation, method)
    return made


def _complete(operation: dict[str, Any], method: str) -> None:
    operation["parameters"].append(_LANGUAGE)
    responses = operation["responses"]
    if "422" not in responses:
        responses["422"] = {
            "description": "Unprocessable Entity",
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            },
        }
    is_public = method == "get" and "security" not in operation
    if is_public:
        responses["304"] = {"description": "Not Modified", "headers": _named("ETag")}
    for status, response in responses.items():
        if int(status) >= 400:
            response["content"] = {
                problems.CONTENT_TYPE: response["content"]["application/json"]
            }
        response["headers"] = _named(*_headers_of(status, operation, is_public))


def _headers_of(status: str, operation: dict[str, Any], is_public: bool) -> list[str]:
    names = ["Content-Language", "Cache-Control"]
    if is_public and status in ("200", "304"):
        names.append("ETag")
    if status == "429":
        names.append("Retry-After")
    if status == "401":
        names.append("WWW-Authenticate")
    return names


def _named(*names: str) -> dict[str, Any]:
    return {
        name: {"description": _HEADERS[name], "schema": {"type": "string"}}
        for name in names
    }
