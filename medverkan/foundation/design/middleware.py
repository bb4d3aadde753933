"""What holds for every request: its language, refusals and maintenance."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from medverkan.foundation.design import errors, languages
from medverkan.foundation.permissions import NotPermitted

GetResponse = Callable[[HttpRequest], HttpResponse]


class LanguageFromPath:
    """
    Speak the language of the address, whatever the browser asks for.

    Django's own middleware would answer by Accept-Language and cookie, and so make
    each page different from reader to reader.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = languages.language_of(request.path_info)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]  # as Django's own
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ReadablePaths:
    """
    Take a NUL in a path for the sign of what cannot be read, so that nothing is found there.

    No text has one, and PostgreSQL refuses to look for it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            request.path = request.path.replace("\x00", "\ufffd")
            request.path_info = request.path_info.replace("\x00", "\ufffd")
        return self.get_response(request)


class BrowserFeatures:
    """Let no page use what browsers can sense, but for a page that says so itself."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response


class Refusals:
    """
    Turn our exceptions, and refusals without a word, into the pages that explain them.

    A value with a NUL that no form has looked at is for the one who sent it to mend: SQLite
    finds nothing for it, PostgreSQL refuses the question.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.only_forms(request, allow=response["Allow"])
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer 400, 403, 410 or 429; leave every other exception to Django."""
        if isinstance(exception, NotPermitted):
            return errors.forbidden(request, exception)
        if isinstance(exception, errors.Gone):
            return errors.gone(request)
        if isinstance(exception, errors.TooManyRequests):
            return errors.too_many(request, retry_after=exception.retry_after)
        if isinstance(exception, DataError) and "NUL" in str(exception):
            return errors.bad_request(request)
        return None


class Maintenance:
    """Answer everything with one page while the setting MAINTENANCE is on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE:
            return errors.maintenance(request)
        return self.get_response(request)
