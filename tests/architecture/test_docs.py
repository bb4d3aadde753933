"""The docs say what the code says, and their links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import reference
from tests.architecture.source import ROOT, committed_files, name_of

LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([A-Z][A-Za-z]+)(?:\.(\w+))?`")


@pytest.fixture(scope="module")
def written_now(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of pages written by a process that has seen no test."""
    folder = tmp_path_factory.mktemp("reference")
    subprocess.run(
        [sys.executable, "scripts/reference.py", folder], cwd=ROOT, check=True
    )
    return folder


class TestReference:
    @pytest.mark.parametrize("page", reference.PAGES)
    def test_is_what_make_docs_would_write(self, written_now: Path, page: str) -> None:
        committed = ROOT / "docs" / "reference" / page

        assert committed.exists(), "run `make docs`"
        assert committed.read_text() == (written_now / page).read_text(), (
            "run `make docs`"
        )


class TestLinks:
    def test_lead_to_files_that_are_there(self) -> None:
        dead = [
            f"{name_of(page)}: {link}"
            for page in committed_files()
            if page.suffix == ".md"
            for link in LINK.findall(page.read_text())
            if not (page.parent / link).exists()
        ]

        assert dead == []


class TestGlossary:
    def test_names_what_is_in_the_code(self) -> None:
        glossary = (ROOT / "docs" / "domain" / "glossary.md").read_text()
        code = "\n".join(f.read_text() for f in committed_files() if f.suffix == ".py")
        words = set(re.findall(r"\w+", code))

        unknown = [name for pair in CODE.findall(glossary) for name in pair if name]

        assert [name for name in unknown if name not in words] == []
