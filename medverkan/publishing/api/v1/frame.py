"""What every address of the interface has: its language, who may read it, and its refusals."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from medverkan.publishing.api.v1 import languages, problems

View = Callable[..., HttpResponseBase]


def framed(view: View) -> View:
    """Answer in the language asked for, HEAD like GET, and refuse as RFC 9457 tells it."""

    def with_frame(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            language = languages.asked_for(request)
        except languages.NotSpoken:
            language = settings.LANGUAGE_CODE
            view_now = _no_such_language
        else:
            view_now = view
        with translation.override(language):
            response = _answer(view_now, request, kwargs)
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        if _is_for_everyone(request, response):
            # Anyone's page may read what anyone may read.
            response["Access-Control-Allow-Origin"] = "*"
        return response

    with_frame.csrf_exempt = True  # type: ignore[attr-defined]  # read by the middleware
    return with_frame


def unknown(request: HttpRequest, path: str) -> HttpResponse:
    """Say that there is nothing at this address."""
    return problems.answer(404)


def only_json(view: View) -> View:
    """Refuse a body that says it is something else, before it is read."""

    @wraps(view)
    def checked(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.content_type != "application/json":
            return problems.answer(415)
        return view(request, **kwargs)

    return checked


def _answer(view: View, request: HttpRequest, kwargs: Any) -> HttpResponseBase:
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    try:
        return _as_problem(view(request, **kwargs))
    except RequestDataTooBig:
        return problems.answer(413)
    finally:
        request.method = method


def _as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """Tell a method that is not taken like every other refusal."""
    if response.status_code != 405:
        return response
    refusal = problems.answer(405)
    allowed = set(response.headers["Allow"].replace(" ", "").split(","))
    if "GET" in allowed:
        allowed.add("HEAD")
    refusal["Allow"] = ", ".join(sorted(allowed))
    return refusal


def _is_for_everyone(request: HttpRequest, response: HttpResponseBase) -> bool:
    return request.method in ("GET", "HEAD") and (
        hasattr(response, "public_for") or response.status_code in (404, 422)
    )


def _no_such_language(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    detail = _("This must be one of: %s.") % ", ".join(languages.CODES)
    fault = problems.in_parameter(languages.PARAMETER, detail)
    return problems.answer(422, errors=[fault])
