"""One style sheet out of many files."""

from __future__ import annotations

from pathlib import Path

import pytest

from medverkan.foundation.design.assets import styles


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    """Borrowed styles in miniature: each file holds one rule named for it."""
    folder = tmp_path / "@digdir" / "designsystemet-css" / "dist" / "src"
    folder.mkdir(parents=True)
    for names in styles.BORROWED.values():
        for name in names:
            (folder / f"{name}.css").write_text(f'@charset "UTF-8";.ds-{name}{{top:0}}')
    return tmp_path


class TestBundle:
    def test_lays_ours_over_what_is_borrowed(self, node_modules: Path) -> None:
        css = styles.bundle(
            theme_css=":root { --ds-x: 1 }", sun="#F2B705", node_modules=node_modules
        )

        assert css.startswith("@layer reset, tokens, base, components, utilities;")
        assert "@layer components.borrowed{.ds-button{top:0}}" in css
        assert "--sun:#F2B705" in css
        assert "@charset" not in css
        assert css.count("{") == css.count("}")

    def test_holds_every_file_of_ours(self, node_modules: Path) -> None:
        css = styles.bundle(theme_css="", sun="#F2B705", node_modules=node_modules)

        assert ".hero{" in css
        assert "@media print" in css
        assert "forced-colors" in css


class TestMinify:
    @pytest.mark.parametrize(
        ("written", "smaller"),
        [
            ("a { color: red; }", "a{color:red}"),
            ("/* why */ a {\n  top: calc(1px + 2px);\n}", "a{top:calc(1px + 2px)}"),
            ("a :is(b, c) { top: 0 }", "a :is(b, c){top:0}"),
            ("a:hover { --x: 1px 2px }", "a:hover{--x:1px 2px}"),
            (
                "@media (max-width: 2rem) { a { top: 0 } }",
                "@media (max-width:2rem){a{top:0}}",
            ),
        ],
    )
    def test_keeps_the_meaning(self, written: str, smaller: str) -> None:
        assert styles.minify(written) == smaller
