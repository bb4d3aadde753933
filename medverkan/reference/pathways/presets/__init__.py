"""Presets: rule sets of known services as data, each with the source it was taken from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_GROUNDS = "refusal_grounds"
_OTHER_WAYS = "other_ways"


class UnknownPreset(Exception):
    """There is no preset of this name."""


@dataclass(frozen=True)
class Preset:
    """
    A rule set to start from, and the pathway it was made for.

    `installed` holds the period of those that a new installation has from the start:
    `from`, `until` (exclusive, or null) and the `successor` of one that is retired.
    `decision` is what is known of the decision behind it. `notes` says what the source
    does not tell and what was put in its place.
    """

    slug: str
    title: dict[str, str]
    pathway: dict[str, Any]
    summary: dict[str, str]
    parameters: dict[str, Any]
    thresholds: list[dict[str, Any]]
    refusal_grounds: list[str]
    decision: dict[str, str] | None
    installed: dict[str, Any] | None
    source: dict[str, str]
    notes: str


@cache
def all_presets() -> dict[str, Preset]:
    """Return every preset by its name."""
    files = sorted(
        path
        for path in _FOLDER.glob("*.json")
        if path.stem not in {_GROUNDS, _OTHER_WAYS}
    )
    presets = [Preset(**json.loads(path.read_text("utf-8"))) for path in files]
    return {preset.slug: preset for preset in presets}


def get(slug: str) -> Preset:
    """
    Return the preset of this name.

    :raises UnknownPreset: there is none
    """
    try:
        return all_presets()[slug]
    except KeyError:
        raise UnknownPreset(slug) from None


def refusal_grounds() -> list[dict[str, Any]]:
    """Return the reasons for refusal that presets refer to by code."""
    return json.loads((_FOLDER / f"{_GROUNDS}.json").read_text("utf-8"))


def other_ways() -> list[dict[str, Any]]:
    """Return the ways that no pathway covers; `body` is a slug to look for."""
    return json.loads((_FOLDER / f"{_OTHER_WAYS}.json").read_text("utf-8"))
