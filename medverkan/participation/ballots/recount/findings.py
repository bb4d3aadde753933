"""What a recount finds."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_TOLD = 20


@dataclass(frozen=True)
class Difference:
    """Something that is not as it must be: a code, and where."""

    what: str
    where: str


@dataclass
class Findings:
    """The differences of one ballot; the first of each kind are told, all are counted."""

    ballot: str
    differences: list[Difference] = field(default_factory=list)
    difference_count: int = 0
    entry_count: int = 0

    def add(self, what: str, where: object = "") -> None:
        """Note a difference."""
        self.difference_count += 1
        if len(self.differences) < MOST_TOLD:
            self.differences.append(Difference(what=what, where=str(where)))

    def expect(self, what: str, *, stored: object, recounted: object) -> None:
        """Note a difference unless both are equal."""
        if stored != recounted:
            self.add(what, f"stored {stored}, recounted {recounted}")
