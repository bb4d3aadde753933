"""Collect new texts of every room into its own catalogues (.po); needs GNU gettext."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADMIN = Path(sys.executable).parent / "django-admin"
LANGUAGES = ("--locale", "sv", "--locale", "fi")


def collect() -> None:
    """Write what is new, and forget what is gone, in each folder that has catalogues."""
    for locale in sorted((ROOT / "medverkan").glob("**/locale")):
        subprocess.run(
            [ADMIN, "makemessages", *LANGUAGES, "--no-location", "--no-obsolete"],
            cwd=locale.parent,
            check=True,
        )


if __name__ == "__main__":
    collect()
