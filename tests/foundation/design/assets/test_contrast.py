"""Contrast by the formula of WCAG."""

from __future__ import annotations

import pytest

from medverkan.foundation.design.assets import contrast

GREY_THEME = """
[data-color-scheme="light"] {
  --ds-color-neutral-background-default: #ffffff;
  --ds-color-neutral-text-default: #999999;
}
"""


class TestRatio:
    @pytest.mark.parametrize(
        ("one", "other", "expected"),
        [
            ("#000000", "#ffffff", 21),
            ("#777777", "#ffffff", 4.48),
            ("#0B5B57", "#0B5B57", 1),
        ],
    )
    def test_is_that_of_the_standard(
        self, one: str, other: str, expected: float
    ) -> None:
        assert contrast.ratio(one, other) == pytest.approx(expected, abs=0.01)
        assert contrast.ratio(other, one) == contrast.ratio(one, other)


class TestTokens:
    def test_are_those_of_one_scheme(self) -> None:
        assert contrast.tokens(GREY_THEME, "light")["neutral-text-default"] == "#999999"
        assert contrast.tokens(GREY_THEME, "dark") == {}


class TestShortfalls:
    def test_name_the_pair_and_what_it_needs(self) -> None:
        found = [str(shortfall) for shortfall in contrast.shortfalls(GREY_THEME)]

        assert (
            "light: neutral-text-default on neutral-background-default has contrast "
            "2.85, needs 4.5"
        ) in found
