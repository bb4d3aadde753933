"""Public pages, the same bytes for everyone."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from medverkan.foundation.design.caching import PublicPages, public_page


@public_page(120)
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the same", status=int(request.GET.get("status", "200")))


def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mine")


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = page(request)
    response.set_cookie("session", "secret")
    response["Vary"] = "Cookie, HX-Request"
    return response


class TestPublicPage:
    def test_may_be_kept_by_any_cache(self, rf: RequestFactory) -> None:
        response = PublicPages(page)(rf.get("/"))

        kept = set(response["Cache-Control"].split(", "))
        assert {"public", "max-age=120"} <= kept
        assert response["ETag"]

    def test_is_not_sent_again_when_the_reader_has_it(self, rf: RequestFactory) -> None:
        etag = PublicPages(page)(rf.get("/"))["ETag"]

        response = PublicPages(page)(rf.get("/", headers={"If-None-Match": etag}))

        assert response.status_code == 304
        assert not response.content

    def test_leaks_no_cookie(self, rf: RequestFactory) -> None:
        response = PublicPages(with_cookie)(rf.get("/"))

        assert not response.cookies
        assert response["Vary"] == "HX-Request"

    @pytest.mark.parametrize("status", [302, 404, 500])
    def test_is_kept_only_when_it_went_well(
        self, rf: RequestFactory, status: int
    ) -> None:
        response = PublicPages(page)(rf.get("/", {"status": status}))

        assert "public" not in response["Cache-Control"]

    def test_is_never_the_answer_to_a_post(self, rf: RequestFactory) -> None:
        assert "public" not in PublicPages(page)(rf.post("/"))["Cache-Control"]


class TestOtherPages:
    def test_are_kept_by_no_cache(self, rf: RequestFactory) -> None:
        response = PublicPages(private)(rf.get("/"))

        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
class TestPlainPages:
    def test_set_no_cookie_and_vary_on_none(self, client: Client) -> None:
        response = client.get("/tillganglighet/")

        assert response.status_code == 200
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()
        assert "accept-language" not in response.get("Vary", "").lower()

    def test_are_the_same_bytes_each_time(self, client: Client) -> None:
        first, second = client.get("/kakor/"), Client().get("/kakor/")

        assert first.content == second.content
        assert first["ETag"] == second["ETag"]
