"""Compile every message catalogue (.po) that is newer than its .mo; needs no gettext."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_changed() -> None:
    """Write the .mo beside each changed .po of our rooms."""
    for source in (ROOT / "medverkan").rglob("*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        polib.pofile(str(source)).save_as_mofile(str(target))


if __name__ == "__main__":
    compile_changed()
