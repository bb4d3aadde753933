"""Leaflet as it is served: two files that only those who open a map fetch."""

from __future__ import annotations

import re
from pathlib import Path

from medverkan.foundation.design.assets import styles

OUR_STYLES = styles.OUR_STYLES / "maps"


def script(node_modules: Path) -> str:
    """Return Leaflet without the name of a source map that is not served."""
    borrowed = _read(node_modules, "leaflet.js")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*$", "\n", borrowed)


def style_sheet(node_modules: Path) -> str:
    """
    Return Leaflet's styles and ours for it, in the layers of the one style sheet.

    Its pictures belong to markers and a control of layers that we do not use.
    """
    borrowed = re.sub(
        r"background-image:\s*url\([^)]*\);?", "", _read(node_modules, "leaflet.css")
    )
    ours = "".join(path.read_text("utf-8") for path in sorted(OUR_STYLES.glob("*.css")))
    return styles.minify(
        f"@layer components.borrowed{{{borrowed}}}@layer components{{{ours}}}"
    )


def _read(node_modules: Path, name: str) -> str:
    return (node_modules / "leaflet" / "dist" / name).read_text(encoding="utf-8")
