import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.foundation import references

LETTERS = st.text(alphabet=references.ALPHABET, min_size=7, max_size=7)


def reference(letters, year=2026):
    return f"{year}-{letters}{references.check_letter(f'{year}{letters}')}"


class TestNewReference:
    def test_is_a_year_and_eight_letters(self):
        assert re.fullmatch(
            r"2026-[0-9A-HJKMNP-TV-Z]{8}", new := references.new_reference(year=2026)
        )
        assert references.normalise(new) == new

    def test_is_another_each_time(self):
        assert len({references.new_reference(year=2026) for _ in range(200)}) == 200


class TestNormalise:
    @given(LETTERS)
    def test_reads_what_people_write(self, letters):
        right = reference(letters)
        written = right.lower().replace("0", "o").replace("1", "l")

        assert references.normalise(right.replace("-", "")) == right
        assert references.normalise(f" {right[:7]} {right[7:]} ") == right
        assert references.normalise(right[:5] + written[5:]) == right

    @given(LETTERS, st.integers(0, 7), st.sampled_from(references.ALPHABET))
    def test_refuses_any_single_wrong_letter(self, letters, place, other):
        right = reference(letters)
        wrong = right[: 5 + place] + other + right[6 + place :]

        if wrong == right:
            return
        with pytest.raises(references.NotAReference):
            references.normalise(wrong)

    @given(LETTERS, st.integers(0, 3), st.sampled_from("0123456789"))
    def test_refuses_any_wrong_digit_of_the_year(self, letters, place, other):
        right = reference(letters)
        wrong = right[:place] + other + right[place + 1 :]

        if wrong == right:
            return
        with pytest.raises(references.NotAReference):
            references.normalise(wrong)

    def test_refuses_nearly_all_swapped_neighbours(self):
        swaps = missed = 0
        for first in references.ALPHABET:
            for second in references.ALPHABET.replace(first, ""):
                swaps += 1
                right = references.check_letter(f"2026A{first}{second}BCDE")
                missed += right == references.check_letter(f"2026A{second}{first}BCDE")

        assert missed / swaps < 0.05

    @pytest.mark.parametrize(
        "text", ["", "2026", "KS 2026-00098", "2026-ÅÄÖ", "x" * 9999]
    )
    def test_refuses_anything_else(self, text):
        with pytest.raises(references.NotAReference):
            references.normalise(text)

    @given(st.text())
    def test_never_fails_otherwise(self, text):
        try:
            references.normalise(text)
        except references.NotAReference:
            return


class TestSecret:
    def test_is_128_bits_and_kept_hashed(self):
        secret = references.new_secret()

        assert re.fullmatch(r"[\w-]{22}", secret)
        assert re.fullmatch(r"[0-9a-f]{64}", references.hash_of(secret))
        assert references.new_secret() != secret
