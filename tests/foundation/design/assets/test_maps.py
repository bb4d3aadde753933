"""Leaflet as it is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from medverkan.foundation.design.assets import maps


@pytest.fixture
def node_modules(tmp_path: Path) -> Path:
    """Leaflet in miniature."""
    folder = tmp_path / "leaflet" / "dist"
    folder.mkdir(parents=True)
    (folder / "leaflet.js").write_text("window.L={};\n//# sourceMappingURL=x.js.map")
    (folder / "leaflet.css").write_text(
        ".pin { background-image: url(images/pin.png); }\n.bar { color: red }"
    )
    return tmp_path


class TestScript:
    def test_names_no_source_map(self, node_modules: Path) -> None:
        assert maps.script(node_modules) == "window.L={};\n"


class TestStyleSheet:
    def test_needs_no_picture(self, node_modules: Path) -> None:
        assert "url(" not in maps.style_sheet(node_modules)

    def test_lies_under_ours(self, node_modules: Path) -> None:
        css = maps.style_sheet(node_modules)

        assert css.startswith("@layer components.borrowed{.pin{}.bar{color:red}}")
        assert "@layer components{.leaflet-container{" in css
        assert css.count("{") == css.count("}")
