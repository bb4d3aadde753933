"""Languages, refusals and maintenance."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from medverkan.foundation.design import errors
from medverkan.foundation.design.middleware import LanguageFromPath, Refusals
from medverkan.foundation.permissions import NotPermitted


def speak(request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language())


class TestLanguageFromPath:
    @pytest.mark.parametrize(("path", "language"), [("/", "sv"), ("/fi/x/", "fi")])
    def test_speaks_the_language_of_the_address(
        self, rf: RequestFactory, path: str, language: str
    ) -> None:
        response = LanguageFromPath(speak)(rf.get(path))

        assert response.content.decode() == language
        assert response["Content-Language"] == language

    def test_takes_no_notice_of_the_browsers_wishes(self, rf: RequestFactory) -> None:
        request = rf.get("/", headers={"Accept-Language": "en"})

        response = LanguageFromPath(speak)(request)

        assert response.content == b"sv"
        assert not response.has_header("Vary")

    def test_leaves_no_language_behind(self, rf: RequestFactory) -> None:
        with translation.override("sv"):
            LanguageFromPath(speak)(rf.get("/fi/"))

            assert translation.get_language() == "sv"


@pytest.mark.parametrize("path", ["/fil/%00/", "/media/a%00b", "/finns-inte/%00"])
def test_a_path_with_a_nul_leads_nowhere(client: Client, db: None, path: str) -> None:
    """PostgreSQL would refuse to look for it."""
    assert client.get(path).status_code == 404


class TestRefusals:
    @pytest.mark.parametrize(
        ("exception", "status"),
        [
            (NotPermitted(), 403),
            (errors.Gone(), 410),
            (errors.TooManyRequests(), 429),
            (DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes"), 400),
        ],
    )
    def test_explain_our_exceptions(
        self, rf: RequestFactory, exception: Exception, status: int
    ) -> None:
        response = Refusals(speak).process_exception(rf.get("/"), exception)

        assert response is not None
        assert response.status_code == status

    def test_say_when_to_try_again(self, rf: RequestFactory) -> None:
        exception = errors.TooManyRequests(dt.timedelta(seconds=90))

        response = Refusals(speak).process_exception(rf.get("/"), exception)

        assert response is not None
        assert response["Retry-After"] == "90"

    def test_say_that_an_address_takes_forms_alone(self, client: Client) -> None:
        response = client.get("/en/konto/demo/logga-in/")

        assert response.status_code == 405
        assert response["Allow"] == "POST"
        assert "Forms are sent to this address" in response.content.decode()

    def test_leave_other_exceptions_alone(self, rf: RequestFactory) -> None:
        assert Refusals(speak).process_exception(rf.get("/"), ValueError()) is None


class TestMaintenance:
    def test_answers_everything_while_it_lasts(
        self, client: Client, settings: Any
    ) -> None:
        settings.MAINTENANCE = True

        response = client.post("/fi/arenden/")

        assert response.status_code == 503
        assert response["Retry-After"] == "600"
        assert "Palaamme pian" in response.content.decode()
