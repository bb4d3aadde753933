"""What the room tells the rooms below: guarded tables, letters, rounds and jobs."""

from __future__ import annotations

from medverkan.foundation.audit import guards
from medverkan.participation.ballots import (
    census,
    emails,  # noqa: F401 - registers its letters
    events,  # noqa: F401 - registers its event types
    models,
    registers,
    tasks,
)

APPEND_ONLY = (
    models.Entry,
    models.Leaf,
    models.Head,
    models.Roster,
    models.SigningKey,
    models.Correction,
    models.ThresholdReached,
    models.Check,
    models.ImportedCount,
)


def connect() -> None:
    """Register everything; called once, when Django has loaded."""
    for model in APPEND_ONLY:
        guards.protect(model)
    registers.use(census.CensusRegister())
    tasks.register()
