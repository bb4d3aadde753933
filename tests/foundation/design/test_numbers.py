"""Numbers as people read them."""

from __future__ import annotations

import pytest
from django.utils import translation

from medverkan.foundation.design import numbers


class TestThin:
    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (0, "0"),
            (999, "999"),
            (1240, "1\u202f240"),
            (1234567, "1\u202f234\u202f567"),
            (-14, "−14"),
            (2.0, "2"),
            (1240.5, "1\u202f240,5"),
        ],
    )
    def test_separates_thousands(self, number: float, expected: str) -> None:
        with translation.override("sv"):
            assert numbers.thin(number) == expected

    def test_writes_decimals_as_the_language_does(self) -> None:
        with translation.override("en"):
            assert numbers.thin(2.5) == "2.5"
