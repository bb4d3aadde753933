"""The demo's cases as told in TOML: what somebody wrote, and what was done when."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from medverkan.foundation import calendar

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Step:
    """One thing done with a case, `days` working days after it arrived."""

    days: int
    do: str
    hour: int = 10
    minute: int = 0
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """A case of the demo. `days_ago` counts calendar days back from the demo's today."""

    title: str
    text: str
    pathway: str
    days_ago: int
    topic: str = ""
    area: str = ""
    place: str = ""
    channel: str = "web"
    language: str = "sv"
    hour: int = 12
    minute: int = 0
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    may_be_published: bool = True
    is_minor: bool = False
    guardian_email: str = ""
    window_months: int | None = None
    goes_to: str = ""
    steps: tuple[Step, ...] = ()

    def arrived_at(self, today: dt.date) -> dt.datetime:
        """Return when it arrived, told back from this day."""
        return _moment(today - dt.timedelta(days=self.days_ago), self.hour, self.minute)

    def moment_of(self, step: Step, today: dt.date) -> dt.datetime:
        """Return when a step was done; a step on the day of arrival comes after it."""
        arrived = self.arrived_at(today)
        day = calendar.add_working_days(calendar.local_date(arrived), step.days)
        moment = _moment(day, step.hour, step.minute)
        return max(moment, arrived + dt.timedelta(minutes=20))


def _moment(day: dt.date, hour: int, minute: int) -> dt.datetime:
    local = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=calendar.STOCKHOLM)
    return local.astimezone(dt.UTC)


def read() -> Iterator[Story]:
    """Read every story in the folder, in the order of the files."""
    for path in sorted(FOLDER.glob("*.toml")):
        for told in tomllib.loads(path.read_text("utf-8"))["case"]:
            steps = [*_usual_steps(told), *map(_step, told.pop("steps", []))]
            yield Story(**told, steps=tuple(sorted(steps, key=lambda s: s.days)))


def _usual_steps(told: dict[str, Any]) -> Iterator[Step]:
    """
    Unfold the way most cases go from three short keys.

    `answer` after `answered_after` working days with `outcome`: somebody takes the case the
    day after, answers, and publishes both. `published_after` publishes before any answer.
    """
    published_after = told.pop("published_after", None)
    if published_after is not None:
        yield Step(days=published_after, do="publish", hour=9)
    if "answer" not in told:
        return
    days = told.pop("answered_after")
    yield Step(days=min(1, days), do="assign", hour=8)
    yield Step(
        days=days,
        do="reply",
        hour=14,
        values={"text": told.pop("answer"), "outcome": told.pop("outcome")},
    )
    if told.get("may_be_published", True):
        publishes = "publish" if published_after is None else "mask"
        yield Step(days=days, do=publishes, hour=14, minute=20)


def _step(told: dict[str, Any]) -> Step:
    known = {
        key: told.pop(key) for key in ("days", "do", "hour", "minute") if key in told
    }
    return Step(**known, values=told)
