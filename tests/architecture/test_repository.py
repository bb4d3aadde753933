"""What is committed serves on any machine, behind any mirror."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.source import ROOT, committed_files, name_of

# Written in parts, so that this file passes its own test.
PLACES = {
    "a registry's address": [
        "registry.npm" + "js",
        "py" + "pi.org",
        "python" + "hosted",
    ],
    "a path of one machine": [f"{ROOT}/", f"{Path.home()}/"],
}
CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)


def texts() -> list[tuple[str, str]]:
    """Return the committed files that are text, by name."""
    found = []
    for file in committed_files():
        try:
            found.append((name_of(file), file.read_text()))
        except UnicodeDecodeError:
            continue
    return found


class TestCommittedFiles:
    def test_name_no_place_of_their_own(self) -> None:
        wrong = [
            f"{name} holds {what}: {place}"
            for name, text in texts()
            for what, places in PLACES.items()
            for place in places
            if place in text
        ]

        assert wrong == []

    def test_hold_no_unresolved_conflict(self) -> None:
        wrong = [
            name
            for name, text in texts()
            if CONFLICT.search(text) and not name.endswith((".md", ".rst", ".txt"))
        ]

        assert wrong == []

    def test_hold_nothing_that_is_built(self) -> None:
        built = {".mo", ".pyc", ".sqlite3"}

        assert [name_of(f) for f in committed_files() if f.suffix in built] == []
