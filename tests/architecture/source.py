"""What the tests of the house read: the project's own files."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def committed_files() -> list[Path]:
    """Return every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return sorted(file for file in files if file.is_file())


def files(*, under: str = "", suffix: str = "") -> list[Path]:
    """Return the committed files below a folder, with this ending."""
    folder = ROOT / under
    return [
        file
        for file in committed_files()
        if file.is_relative_to(folder) and file.name.endswith(suffix)
    ]


def name_of(file: Path) -> str:
    """Return the path as people write it, from the root of the project."""
    return file.relative_to(ROOT).as_posix()
