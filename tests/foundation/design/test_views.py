"""The gallery of components."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


class TestGallery:
    def test_shows_every_component(self, client: Client) -> None:
        response = client.get("/design/")

        assert response.status_code == 200
        assert 'id="field"' in response.content.decode()

    def test_refuses_an_unknown_scheme(self, client: Client) -> None:
        assert client.get("/design/?scheme=pink").status_code == 404
