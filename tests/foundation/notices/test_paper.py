from __future__ import annotations

import re

import pytest

from medverkan.foundation.notices import paper
from tests.factories.notices import write

pytestmark = pytest.mark.django_db


class TestLetter:
    def test_is_an_accessible_pdf(self):
        pdf = paper.letter(write(email="", address="Storgatan 1"))

        assert b"pdfuaid" in pdf
        assert b"/Lang" in pdf

    @pytest.mark.parametrize(
        "text", ["#panic()", "= not a heading", "$ x", "*", "\\", "ليلى", "🫐", "]["]
    )
    def test_takes_no_sign_for_markup(self, text):
        delivery = write(email="", address=text, name=text, context={"what": text})

        assert paper.letter(delivery).startswith(b"%PDF")


class TestLetters:
    def test_begin_each_on_a_sheet_of_its_own(self):
        pile = [write(email="", address="Storgatan 1") for _person in range(3)]

        pdf = paper.letters(pile)

        assert b"pdfuaid" in pdf
        # The fronts, and the empty backs between them.
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 5


class TestBlocksOf:
    def test_are_paragraphs_and_lists_without_the_signature(self):
        blocks = paper.blocks_of("Hello\n\none\ntwo\n\n- a\n- b\n\n-- \nTown hall\n")

        assert blocks == ["Hello", "one\ntwo", ["a", "b"]]
