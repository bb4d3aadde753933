"""The generated pages of the reference say what the code says."""

import pytest

from scripts import reference
from tests.architecture.source import ROOT


class TestReference:
    @pytest.mark.parametrize("page", reference.PAGES)
    def test_is_what_make_docs_would_write(self, page: str) -> None:
        written = ROOT / "docs" / "reference" / page

        assert written.exists(), "run `make docs`"
        assert written.read_text() == reference.PAGES[page](), "run `make docs`"
