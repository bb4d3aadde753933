"""One style sheet: theme, the parts of Designsystemet that we use, and our own styles."""

from __future__ import annotations

import re
from pathlib import Path

LAYERS = ("reset", "tokens", "base", "components", "utilities")
OUR_STYLES = Path(__file__).resolve().parent.parent / "styles"
BORROWED = {
    "base": ("base", "heading", "label", "paragraph", "validation-message"),
    "components": (
        "link",
        "data-size-workaround",
        "button",
        "alert",
        "badge",
        "breadcrumbs",
        "details",
        "divider",
        "error-summary",
        "field",
        "fieldset",
        "input",
        "list",
        "skip-link",
        "table",
        "tag",
    ),
}


def bundle(
    *,
    theme_css: str,
    sun: str,
    node_modules: Path,
    ours: Path = OUR_STYLES,
) -> str:
    """
    Return the whole style sheet in cascade layers, minified.

    Within a layer, borrowed styles lie in a nested layer of their own, so that ours
    win whatever the weight of their selectors. `sun` is the one colour that is the
    same in light and dark: the yellow of progress.
    """
    borrowed = node_modules / "@digdir" / "designsystemet-css" / "dist" / "src"
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        parts += [
            f"@layer {layer}.borrowed{{{_read(borrowed / f'{name}.css')}}}"
            for name in BORROWED.get(layer, ())
        ]
        if layer == "tokens":
            parts.append(f"@layer tokens.borrowed{{{_without_charset(theme_css)}}}")
            parts.append(f"@layer tokens{{:root{{--sun:{sun}}}}}")
        parts += [
            f"@layer {layer}{{{_read(path)}}}"
            for path in sorted((ours / layer).glob("*.css"))
        ]
    return minify("".join(parts))


def minify(css: str) -> str:
    """Return the style sheet without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};])\s*", r"\1", css)
    css = re.sub(r"(--?[\w-]+|[{;][\w-]+):\s+", r"\1:", css)
    return css.replace(";}", "}").strip()


def _read(path: Path) -> str:
    return _without_charset(path.read_text(encoding="utf-8"))


def _without_charset(css: str) -> str:
    return re.sub(r'@charset "[^"]*";', "", css)
