"""What a process remembers for a moment, so that pages for everyone need not read it each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Generic, TypeVar

from medverkan.foundation import clock

FRESH_FOR = dt.timedelta(seconds=30)

Value = TypeVar("Value")

_everything: list[Remembered] = []


class Remembered(Generic[Value]):
    """
    A value that each process reads at most twice a minute.

    For names that change seldom and stand on pages which any cache may keep for a minute
    anyway; never for what decides who may do what, nor for a number that somebody
    counts on. Threads share the value: nobody may change it.
    """

    def __init__(self, read: Callable[[], Value]) -> None:
        self._read = read
        self._kept: tuple[dt.datetime, Value] | None = None
        _everything.append(self)

    def __call__(self) -> Value:
        """Return the value, read now if it is older than half a minute."""
        now = clock.now()
        kept = self._kept
        if kept is None or abs(now - kept[0]) > FRESH_FOR:
            kept = self._kept = (now, self._read())
        return kept[1]

    def forget(self) -> None:
        """Read it anew the next time."""
        self._kept = None


def forget_all() -> None:
    """Forget everything that this process remembers."""
    for one in _everything:
        one.forget()
