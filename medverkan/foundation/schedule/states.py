"""How a run of a job ended."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """Done or failed; a run that was killed leaves no row and is run again."""

    DONE = "done"
    FAILED = "failed"
