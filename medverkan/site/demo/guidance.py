"""The short answers to what many ask in the demo municipality."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.cases import operations as cases

TOLD = Path(__file__).with_suffix(".toml")


def write(*, at: dt.datetime) -> None:
    """Write them by the operation that editors use."""
    for one in tomllib.loads(TOLD.read_text("utf-8"))["guidance"]:
        cases.save_guidance(
            guidance=None,
            title=one["title"],
            answer=one["answer"],
            words=one["words"],
            url=one.get("url", ""),
            is_shown=True,
            actor=SYSTEM,
            at=at,
        )
