"""Style sheets turn with the writing direction and take every colour from a token."""

from __future__ import annotations

import re

from tests.architecture.source import files, name_of

SHEETS = files(under="medverkan", suffix=".css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-"
    r"(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE
)


def declarations(text: str) -> str:
    """Return the sheet without its comments."""
    return COMMENT.sub("", text)


class TestStyleSheets:
    def test_use_logical_properties(self) -> None:
        wrong = {
            name_of(sheet): found
            for sheet in SHEETS
            if (found := PHYSICAL.findall(declarations(sheet.read_text())))
        }

        assert wrong == {}

    def test_take_colours_from_tokens(self) -> None:
        wrong = {
            name_of(sheet): found
            for sheet in SHEETS
            if "tokens" not in sheet.parts
            and (found := COLOUR.findall(declarations(sheet.read_text())))
        }

        assert wrong == {}

    def test_this_check_sees_both(self) -> None:
        assert PHYSICAL.search("a { margin-left: 1rem }")
        assert PHYSICAL.search("a{left:0}")
        assert not PHYSICAL.search("a { margin-inline-start: 1rem }")
        assert COLOUR.search("color: #fff")
        assert not COLOUR.search("color: var(--ds-color-text)")
