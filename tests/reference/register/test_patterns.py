import pytest
from django.core.exceptions import ValidationError

from medverkan.reference.register import patterns


class TestRender:
    @pytest.mark.parametrize(
        ("pattern", "written"),
        [
            (patterns.DEFAULT, "KS 2026-00098 1.4.2.1"),
            ("{year}/{abbr}{number:04d}", "2026/KS0098"),
            ("{abbr} {year}:{number}", "KS 2026:98"),
        ],
    )
    def test_writes_what_municipalities_write(self, pattern, written):
        patterns.validate_pattern(pattern)

        assert patterns.example(pattern) == written

    def test_leaves_no_gap_where_the_class_is_missing(self):
        written = patterns.render(
            patterns.DEFAULT, abbreviation="KS", year=2026, number=1, class_code=""
        )

        assert written == "KS 2026-00001"


class TestValidatePattern:
    @pytest.mark.parametrize(
        "pattern",
        [
            "",
            "{abbr} {year}",
            "{abbr} {year}-{number} {number}",
            "{abbr} {year}-{number} {name}",
            "{abbr} {year}-{number.real}",
            "{abbr} {year}-{number!r}",
            "{abbr:>99999999} {year}-{number}",
            "{abbr} {year}-{number:099d}",
            "{abbr} {year}-{number",
            "{} {year}-{number}",
        ],
    )
    def test_refuses_what_would_not_be_unique_or_safe(self, pattern):
        with pytest.raises(ValidationError):
            patterns.validate_pattern(pattern)
