"""The register of rounds: work that every worker looks for all the time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Round = Callable[[dt.datetime], int]

_rounds: dict[str, Round] = {}


def register(name: str, func: Round) -> None:
    """
    Have every worker call `func(at)` again and again; it returns how much it did.

    Several workers call it at once, so it must take its work by lock or lease. It should
    return within seconds: a worker that is told to stop waits for it.

    :raises ValueError: the name is taken
    """
    if name in _rounds:
        raise ValueError(f"round {name} is registered twice")
    _rounds[name] = func


def registered() -> dict[str, Round]:
    """Return every round by name, in the order of registration."""
    return dict(_rounds)
