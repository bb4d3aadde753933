"""The page that tells people what the JSON interface has, made from its document."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medverkan.foundation.design.caching import public_page
from medverkan.publishing.api.v1.document import BASE, document
from medverkan.publishing.api.v1.keys import SecretLink
from medverkan.publishing.api.v1.languages import PARAMETER


@public_page(3600)
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Explain the interface, and list what can be asked."""
    operations = [
        _told(path, method, operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]
    # What anyone may do first.
    operations.sort(key=lambda each: each["is_closed"])
    context = {"base": f"{settings.SITE_URL}{BASE}/", "operations": operations}
    return render(request, "api/reference.html", context)


def _told(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": _(operation["summary"]),
        "address": f"{method.upper()} {path.removeprefix(BASE)}",
        "is_closed": "security" in operation,
        "needs": _needs(operation.get("security", [])),
        "parameters": [
            each["name"]
            for each in operation["parameters"]
            if each["in"] in ("query", "header") and each["name"] != PARAMETER
        ],
    }


def _needs(security: list[dict[str, Any]]) -> str:
    if not security:
        return _("Nothing")
    if any(SecretLink.__name__ in way for way in security):
        return _("A secret link")
    return _("A key")
