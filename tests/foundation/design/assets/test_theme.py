"""The theme and the municipality's one file of colours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings

from medverkan.foundation.design.assets import theme


class TestRead:
    def test_takes_the_theme_that_ships(self) -> None:
        assert theme.fixed_colours(Path(settings.THEME_FILE)) == {
            "accent": "#0B5B57",
            "sun": "#F2B705",
        }

    @pytest.mark.parametrize("text", ["{", "{}", '{"themes": {"other": {}}}'])
    def test_says_what_the_file_must_hold(self, tmp_path: Path, text: str) -> None:
        file = tmp_path / "theme.json"
        file.write_text(text)

        with pytest.raises(theme.ThemeNotBuilt, match="accent"):
            theme.read(file)

    def test_says_that_there_is_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(theme.ThemeNotBuilt, match="cannot be read"):
            theme.read(tmp_path / "none.json")

    def test_uses_the_accent_where_no_sun_is_given(self, tmp_path: Path) -> None:
        colours = {"main": {"accent": "#123456"}}
        file = tmp_path / "theme.json"
        file.write_text(json.dumps({"themes": {theme.OUR_THEME: {"colors": colours}}}))

        assert theme.fixed_colours(file)["sun"] == "#123456"


class TestBuild:
    def test_says_how_to_get_a_missing_tool(self, tmp_path: Path) -> None:
        with pytest.raises(theme.ThemeNotBuilt, match="npm ci"):
            theme.build(
                theme_file=Path(settings.THEME_FILE),
                node_modules=tmp_path,
                workplace=tmp_path / "work",
            )
