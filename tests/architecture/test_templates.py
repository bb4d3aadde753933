"""Templates are used, can be parsed, and hold no inline script, style or colour."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

from tests.architecture.source import files, name_of

TEMPLATES = [file for file in files(under="medverkan") if "templates" in file.parts]
PAGES = [file for file in TEMPLATES if file.suffix == ".html"]
# Mail programs read no style sheet, so letters carry their own style.
LETTERS = [f for f in PAGES if "letters" in f.parts or f.name == "mail.html"]
FOUND_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
FORBIDDEN = {
    "a script that is not a file": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", re.IGNORECASE
    ),
    "a style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"\s(on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "a fixed colour": re.compile(
        r"(fill|stroke|color)\s*=\s*[\"'](#|rgb|hsl)", re.IGNORECASE
    ),
}


def loaded_as(file: Path) -> str:
    """Return the name by which Django finds the template."""
    return file.as_posix().rpartition("/templates/")[2]


@cache
def all_code() -> str:
    """Return every Python file and template, to look for names in."""
    return "\n".join(
        file.read_text()
        for file in files(under="medverkan")
        if file.suffix in {".py", ".html", ".txt", ".xml"}
    )


def overrides_another(name: str) -> bool:
    """Tell whether a package we use has a template of this name, which ours replaces."""
    return any(
        (folder / name).exists()
        for folder in get_app_template_dirs("templates")
        if "medverkan" not in folder.parts[-4:]
    )


def is_used(name: str) -> bool:
    """Tell whether code names the template, in whole or as its folder and its stem."""
    if name in FOUND_BY_DJANGO or overrides_another(name):
        return True
    stem = name.rpartition(".")[0]  # letters are named without their two endings
    folder, _, last = stem.rpartition("/")
    return (
        is_quoted(name)
        or is_quoted(stem)
        or (f'"{folder}/{{' in all_code() and f'"{last}"' in all_code())
    )


def is_quoted(text: str) -> bool:
    """Tell whether the text begins a string in the code or an attribute in a template."""
    return f'"{text}' in all_code() or f"'{text}" in all_code()


class TestTemplates:
    def test_are_used(self) -> None:
        unused = [
            name_of(file)
            for file in TEMPLATES
            if "examples" not in file.parts and not is_used(loaded_as(file))
        ]

        assert unused == []

    @pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
    def test_can_be_parsed(self, file: Path) -> None:
        assert get_template(loaded_as(file))

    @pytest.mark.parametrize("what", FORBIDDEN)
    def test_hold_nothing_inline(self, what: str) -> None:
        wrong = [
            name_of(file)
            for file in PAGES
            if file not in LETTERS and FORBIDDEN[what].search(file.read_text())
        ]

        assert wrong == []
