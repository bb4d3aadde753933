"""Every text has a Swedish and a Finnish translation; English is what the code says."""

from __future__ import annotations

import ast
import re
import shutil
from collections import defaultdict
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from tests.architecture.source import files, name_of

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the code whose catalogues were brought up to date just now."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed, so texts cannot be collected")
    copy = tmp_path_factory.mktemp("code")
    for file in files(under="medverkan"):
        if file.suffix in {".py", ".html", ".txt", ".po"}:
            target = copy / name_of(file)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    (copy / "locale").mkdir()  # gathers the texts of rooms without catalogues
    with pytest.MonkeyPatch.context() as patch, override_settings(LOCALE_PATHS=[]):
        patch.chdir(copy)
        call_command(
            "makemessages",
            locale=LANGUAGES,
            extensions=["html", "txt", "py"],
            no_obsolete=True,
            verbosity=0,
        )
    return copy


def missing(catalogue: polib.POFile) -> list[str]:
    """Return the texts that a catalogue does not translate for certain."""
    entries = [*catalogue.untranslated_entries(), *catalogue.fuzzy_entries()]
    return [f"{entry.msgid!r} in {entry.occurrences[0][0]}" for entry in entries]


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogues:
    def test_hold_every_text_translated(self, collected: Path, language: str) -> None:
        gaps = {
            str(file.relative_to(collected)): texts
            for file in collected.rglob(f"{language}/LC_MESSAGES/django.po")
            if (texts := missing(polib.pofile(str(file))))
        }

        assert gaps == {}

    def test_hold_nothing_that_was_removed(
        self, collected: Path, language: str
    ) -> None:
        leftover = {}
        for file in catalogues(language):
            current = polib.pofile(str(collected / name_of(file)))
            known = {(entry.msgctxt, entry.msgid) for entry in current}
            written = polib.pofile(str(file))
            old = [e.msgid for e in written if (e.msgctxt, e.msgid) not in known]
            if old:
                leftover[name_of(file)] = old

        assert leftover == {}

    def test_keep_the_places_of_values(self, language: str) -> None:
        wrong = [
            f"{name_of(file)}: {entry.msgid}"
            for file in catalogues(language)
            for entry in polib.pofile(str(file))
            if not entry.obsolete
            for text in (entry.msgstr, *entry.msgstr_plural.values())
            if text and not _places(text) <= _places(entry.msgid + entry.msgid_plural)
        ]

        assert wrong == []

    def test_say_the_same_thing_with_the_same_words(self, language: str) -> None:
        """Django reads all rooms as one: the first catalogue's words would win everywhere."""
        said: dict[tuple[str | None, str], dict[str, list[str]]] = defaultdict(dict)
        for file in catalogues(language):
            for entry in polib.pofile(str(file)):
                words = entry.msgstr or " / ".join(entry.msgstr_plural.values())
                rooms = said[entry.msgctxt, entry.msgid].setdefault(words, [])
                rooms.append(name_of(file))

        assert {key: ways for key, ways in said.items() if len(ways) > 1} == {}


class TestTexts:
    def test_hide_in_no_f_string(self) -> None:
        """What collects texts does not read inside them, so they would stay English."""
        hidden = [
            f"{name_of(file)}:{call.lineno}"
            for file in files(under="medverkan", suffix=".py")
            for joined in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(joined, ast.JoinedStr)
            for call in ast.walk(joined)
            if isinstance(call, ast.Call) and _called(call) in GETTEXT
        ]

        assert hidden == []


def catalogues(language: str) -> list[Path]:
    """Return the committed catalogues of a language."""
    ending = f"{language}/LC_MESSAGES/django.po"
    return [
        f for f in files(under="medverkan", suffix=".po") if str(f).endswith(ending)
    ]


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _places(text: str) -> set[str]:
    return set(PLACES.findall(text))
