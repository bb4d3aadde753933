"""The language of a page is in its address: Swedish without a prefix, others with."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

# Each language by its own name, as a link to it should read.
OWN_NAMES = {"sv": "Svenska", "en": "English", "fi": "Suomi"}


@dataclass(frozen=True)
class Translation:
    """The same page in one language."""

    code: str
    name: str
    url: str
    is_current: bool


def language_of(path: str) -> str:
    """Return the language code that the path is written for."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in _prefixed() else settings.LANGUAGE_CODE


def in_language(path: str, language: str) -> str:
    """Return the address of the same page in another language; keeps the query."""
    current = language_of(path.partition("?")[0])
    if current != settings.LANGUAGE_CODE:
        path = path.removeprefix(f"/{current}") or "/"
    if language == settings.LANGUAGE_CODE:
        return path
    return f"/{language}{path}"


def translations(path: str, *, current: str) -> list[Translation]:
    """Return the page's address in every language, in the order of the settings."""
    return [
        Translation(
            code=code,
            name=OWN_NAMES.get(code, code),
            url=in_language(path, code),
            is_current=code == current,
        )
        for code, _name in settings.LANGUAGES
    ]


def _prefixed() -> set[str]:
    return {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
