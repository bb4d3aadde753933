"""Posts without a session, guarded by where they come from."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from medverkan.foundation.design.posting import posted, public_form


@public_form
def take(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


def status_of(rf: RequestFactory, **headers: str) -> int:
    written = {name.replace("_", "-"): value for name, value in headers.items()}
    return take(rf.post("/", headers=written)).status_code


class TestPublicForm:
    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec_Fetch_Site": "same-origin"},
            {"Sec_Fetch_Site": "same-origin", "Origin": "http://testserver"},
            {"Sec_Fetch_Site": "same-origin", "Origin": "null"},
            {"Origin": "http://testserver"},
            {},
        ],
    )
    def test_takes_what_our_own_pages_send(
        self, rf: RequestFactory, headers: dict[str, str]
    ) -> None:
        assert status_of(rf, **headers) == 200

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec_Fetch_Site": "cross-site"},
            {"Sec_Fetch_Site": "same-site"},
            {"Origin": "https://elsewhere.example"},
            {"Origin": "null"},
            {"Origin": "http://testserver.elsewhere.example"},
            {"Origin": "http://["},
            {"Sec_Fetch_Site": "cross-site", "Origin": "http://testserver"},
        ],
    )
    def test_refuses_what_other_sites_send(
        self, rf: RequestFactory, headers: dict[str, str]
    ) -> None:
        assert status_of(rf, **headers) == 403

    def test_takes_a_trusted_origin(self, rf: RequestFactory, settings: Any) -> None:
        settings.CSRF_TRUSTED_ORIGINS = ["https://www.example.org"]

        origin = "https://www.example.org"

        assert status_of(rf, Origin=origin, Sec_Fetch_Site="cross-site") == 200

    def test_lets_anyone_read(self, rf: RequestFactory) -> None:
        request = rf.get("/", headers={"Sec-Fetch-Site": "cross-site"})

        assert take(request).status_code == 200

    def test_explains_what_to_do(self, rf: RequestFactory) -> None:
        request = rf.post("/", headers={"Sec-Fetch-Site": "cross-site"})

        assert b"<h1>" in take(request).content

    @pytest.mark.parametrize("kind", ["application/json", "text/xml", "text/plain"])
    def test_refuses_what_no_form_sends(self, rf: RequestFactory, kind: str) -> None:
        response = take(rf.post("/", data="{}", content_type=kind))

        assert response.status_code == 415
        assert b"<h1>" in response.content

    def test_takes_a_button_without_content(self, rf: RequestFactory) -> None:
        request = rf.generic("POST", "/", content_type="")

        assert take(request).status_code == 200


class TestPosted:
    def test_is_what_a_form_sent_also_where_that_is_nothing(self, rf):
        assert posted(rf.post("/")) == {}

    def test_is_none_where_nothing_was_posted(self, rf):
        assert posted(rf.get("/")) is None
