"""The generated pages of the reference say what the code says."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import reference
from tests.architecture.source import ROOT


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
