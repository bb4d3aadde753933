"""Contrast of a built theme, by the formula of WCAG 2.2 (relative luminance)."""

from __future__ import annotations

import re
from dataclasses import dataclass

TEXT = 4.5
GRAPHIC = 3.0
PAPER = (
    "background-default",
    "background-tinted",
    "surface-default",
    "surface-tinted",
)
COLOURS = ("accent", "sun", "berry", "neutral", "danger", "success", "warning", "info")


@dataclass(frozen=True)
class Shortfall:
    """Two tokens of a colour whose contrast is too low in one scheme."""

    scheme: str
    ink: str
    paper: str
    ratio: float
    needed: float

    def __str__(self) -> str:
        return (
            f"{self.scheme}: {self.ink} on {self.paper} has contrast "
            f"{self.ratio:.2f}, needs {self.needed}"
        )


def shortfalls(theme_css: str) -> list[Shortfall]:
    """Return every pair that our components use and that falls short, per scheme."""
    return [
        Shortfall(scheme, ink, paper, ratio, needed)
        for scheme in ("light", "dark")
        for ink, paper, needed in _pairs()
        if (ratio := _ratio_of(tokens(theme_css, scheme), ink, paper)) < needed
    ]


def tokens(theme_css: str, scheme: str) -> dict[str, str]:
    """Return the colours of a scheme (`light` or `dark`) by token name."""
    block = re.search(
        rf'\[data-color-scheme="{scheme}"\]\s*{{(.*?)\n}}', theme_css, re.DOTALL
    )
    pairs = re.findall(
        r"--ds-color-([\w-]+):\s*(#[0-9a-fA-F]{6})", block[1] if block else ""
    )
    return dict(pairs)


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colours written `#rrggbb`, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs() -> list[tuple[str, str, float]]:
    pairs = []
    for colour in COLOURS:
        for paper in PAPER:
            pairs.append((f"{colour}-text-default", f"{colour}-{paper}", TEXT))
            pairs.append((f"{colour}-text-subtle", f"{colour}-{paper}", TEXT))
        pairs.append(
            (f"{colour}-base-contrast-default", f"{colour}-base-default", TEXT)
        )
        pairs.append(
            (f"{colour}-border-strong", f"{colour}-background-default", GRAPHIC)
        )
    pairs.append(("accent-base-default", "neutral-background-default", GRAPHIC))
    pairs.append(("accent-text-subtle", "neutral-background-tinted", TEXT))
    pairs.append(("neutral-text-default", "accent-surface-tinted", TEXT))
    pairs.append(("neutral-text-subtle", "accent-surface-tinted", TEXT))
    return pairs


def _ratio_of(colours: dict[str, str], ink: str, paper: str) -> float:
    if ink not in colours or paper not in colours:
        return 0.0
    return ratio(colours[ink], colours[paper])


def _luminance(colour: str) -> float:
    red, green, blue = (
        _linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return ((channel + 0.055) / 1.055) ** 2.4
