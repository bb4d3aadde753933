"""The language of an address."""

from __future__ import annotations

import pytest

from medverkan.foundation.design import languages


class TestLanguageOf:
    @pytest.mark.parametrize(
        ("path", "language"),
        [("/", "sv"), ("/arenden/", "sv"), ("/en/", "en"), ("/fi/arenden/", "fi")],
    )
    def test_is_read_from_the_first_part(self, path: str, language: str) -> None:
        assert languages.language_of(path) == language

    @pytest.mark.parametrize("path", ["/sv/", "/de/", "/enkat/", "/english/", ""])
    def test_is_swedish_for_every_other_first_part(self, path: str) -> None:
        assert languages.language_of(path) == "sv"


class TestInLanguage:
    @pytest.mark.parametrize(
        ("path", "language", "expected"),
        [
            ("/", "en", "/en/"),
            ("/en/", "sv", "/"),
            ("/arenden/?sida=2", "fi", "/fi/arenden/?sida=2"),
            ("/fi/arenden/?sida=2", "en", "/en/arenden/?sida=2"),
            ("/en/arenden/", "en", "/en/arenden/"),
        ],
    )
    def test_is_the_same_page(self, path: str, language: str, expected: str) -> None:
        assert languages.in_language(path, language) == expected


class TestTranslations:
    def test_name_each_language_in_itself(self) -> None:
        found = languages.translations("/arenden/", current="sv")

        assert [(one.name, one.url) for one in found] == [
            ("Svenska", "/arenden/"),
            ("English", "/en/arenden/"),
            ("Suomi", "/fi/arenden/"),
        ]
        assert [one.is_current for one in found] == [True, False, False]
