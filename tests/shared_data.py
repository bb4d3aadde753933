"""Data that nobody in this project wrote; it lies beside the project, where it is there at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


def folder(name: str) -> Path:
    """Return a folder of `../shared/data`; skip the test where it is missing."""
    for parent in Path(settings.ROOT).parents:
        found = parent / "shared" / "data" / name
        if found.exists():
            return found
    pytest.skip(f"needs ../shared/data/{name}, which is not here")
