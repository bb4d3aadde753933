"""The page that watchers ask."""

import pytest
from django.core.cache import caches
from django.test import Client


@pytest.mark.django_db
class TestHealth:
    def test_is_well(self, client: Client) -> None:
        answer = client.get("/halsa/")

        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert "Set-Cookie" not in answer

    def test_says_when_the_cache_is_gone(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def fails(*_values: object, **_options: object) -> None:
            raise ConnectionError

        monkeypatch.setattr(type(caches["default"]), "aset", fails)

        assert client.get("/halsa/").status_code == 500
