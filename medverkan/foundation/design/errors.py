"""Error pages that help: what happened, what to do now, and whom to phone."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.template import loader

PAGES = {
    "400": "design/errors/400.html",
    "403": "design/errors/403.html",
    "403_post": "design/errors/403_post.html",
    "404": "design/errors/404.html",
    "405": "design/errors/405.html",
    "410": "design/errors/410.html",
    "413": "design/errors/413.html",
    "429": "design/errors/429.html",
    "500": "design/errors/500.html",
    "503": "design/errors/503.html",
}
# More than one form may send: bytes, fields or files (DATA_UPLOAD_MAX_* of the settings).
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class Gone(Exception):
    """What was here has been taken away for good; answered with status 410."""


class TooManyRequests(Exception):
    """Too much was asked in a short time; answered with status 429."""

    def __init__(self, retry_after: dt.timedelta = dt.timedelta(minutes=1)) -> None:
        super().__init__()
        self.retry_after = retry_after


def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """Answer 400, or 413 with what to do to what is larger than a form may be."""
    if isinstance(exception, TOO_LARGE):
        return page(request, "413", status=413)
    return page(request, "400", status=400)


def no_form(request: HttpRequest) -> HttpResponse:
    """Answer 415 to a post whose content is not what a form sends."""
    return page(request, "400", status=415)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403; says nothing about whether the thing exists."""
    return page(request, "403", status=403)


def foreign_post(request: HttpRequest) -> HttpResponse:
    """Answer 403 to a post that another site's page sent."""
    return page(request, "403_post", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a post whose token is missing or old."""
    return page(request, "403_post", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return page(request, "404", status=404)


def only_forms(request: HttpRequest, *, allow: str) -> HttpResponse:
    """Answer 405 where a form is sent to, but no page stands."""
    response = page(request, "405", status=405)
    response["Allow"] = allow
    return response


def gone(request: HttpRequest) -> HttpResponse:
    """Answer 410."""
    return page(request, "410", status=410)


def too_many(
    request: HttpRequest, *, retry_after: dt.timedelta = dt.timedelta(minutes=1)
) -> HttpResponse:
    """Answer 429 with the seconds to wait."""
    response = page(request, "429", status=429)
    response["Retry-After"] = str(int(retry_after.total_seconds()))
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500; touches neither database nor session."""
    return page(request, "500", status=500)


def maintenance(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the site is being looked after."""
    response = page(request, "503", status=503)
    response["Retry-After"] = "600"
    return response


def page(request: HttpRequest, name: str, *, status: int) -> HttpResponse:
    """Render one of `PAGES`, never cached."""
    body = loader.get_template(PAGES[name]).render({"request": request})
    response = HttpResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
