"""Whole numbers as they are typed."""

import pytest

from medverkan.foundation.text.numbers import whole_number


@pytest.mark.parametrize(
    ("typed", "number"), [("0", 0), ("007", 7), ("9" * 9, 10**9 - 1)]
)
def test_digits_are_a_number(typed, number):
    assert whole_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "-1", "1.5", "1 000", "1_000", "²", "٣", "9\n", "9" * 10, "9" * 5000]
)
def test_everything_else_is_none(typed):
    assert whole_number(typed) is None
