"""Error pages that help."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import translation

from medverkan.foundation.design import errors

HEADINGS = {
    "sv": "Sidan finns inte",
    "en": "The page does not exist",
    "fi": "Sivua ei ole",
}


class TestErrorPages:
    @pytest.mark.parametrize("name", errors.PAGES)
    def test_need_no_database(self, rf: RequestFactory, name: str) -> None:
        html = errors.page(rf.get("/"), name, status=500).content.decode()

        assert html.count("<h1>") == 1
        assert settings.MUNICIPALITY["phone"] in html

    @pytest.mark.parametrize("language", HEADINGS)
    def test_speak_the_readers_language(
        self, rf: RequestFactory, language: str
    ) -> None:
        with translation.override(language):
            response = errors.not_found(rf.get("/"))

        assert response.status_code == 404
        assert HEADINGS[language] in response.content.decode()

    def test_are_kept_by_no_cache(self, rf: RequestFactory) -> None:
        assert errors.not_found(rf.get("/"))["Cache-Control"] == "no-store"


class TestServerError:
    def test_reads_no_session(self, rf: RequestFactory) -> None:
        request = rf.get("/")

        response = errors.server_error(request)

        assert response.status_code == 500
        assert not hasattr(request, "session")


class TestTooLarge:
    @pytest.mark.parametrize(
        ("path", "heading"),
        [
            ("/skriv/", "Det var för mycket på en gång"),
            ("/fi/skriv/", "Se oli liian paljon kerralla"),
        ],
    )
    def test_says_so_and_what_to_do(
        self, client: Client, path: str, heading: str
    ) -> None:
        response = client.post(path, {"text": "a" * 5_000_000})

        assert response.status_code == 413
        assert heading in response.content.decode()

    def test_is_also_said_of_too_many_fields(self, client: Client) -> None:
        response = client.post("/skriv/", {str(number): "" for number in range(2000)})

        assert response.status_code == 413


@pytest.mark.django_db
class TestAddressesThatAreNot:
    @pytest.mark.parametrize(
        ("path", "language"), [("/nej/", "sv"), ("/fi/nej/", "fi")]
    )
    def test_get_the_page_in_their_language(
        self, client: Client, path: str, language: str
    ) -> None:
        response = client.get(path)

        assert response.status_code == 404
        assert HEADINGS[language] in response.content.decode()
