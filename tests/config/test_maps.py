"""Where the tiles of maps may come from."""

from __future__ import annotations

import pytest
from django.conf import settings

from config.settings.parts.maps import origins_of


class TestOriginsOf:
    @pytest.mark.parametrize(
        ("url", "origins"),
        [
            ("", []),
            ("/kartor/{z}/{x}/{y}.png", []),
            (
                "https://kartor.example.org:8443/topo/{z}/{x}/{y}.png?style=ljus",
                ["https://kartor.example.org:8443"],
            ),
        ],
    )
    def test_is_the_server_of_the_tiles(self, url: str, origins: list[str]) -> None:
        assert origins_of(url) == origins


class TestPolicy:
    def test_lets_nobody_else_in_by_default(self) -> None:
        allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]

        assert allowed == ["'self'", "data:"]
