"""What all figures share: the median, and the folding of groups too small to be shown."""

from __future__ import annotations

from collections import Counter
from typing import Any, Protocol, Self, TypeVar

# Fewer than this and a figure could be somebody's own: small groups are folded together.
SMALLEST_SHOWN = 5


class Counted(Protocol):
    """The figures of one group."""

    @property
    def received(self) -> int:
        """Return how many the group is of."""
        ...

    @property
    def is_small(self) -> bool:
        """Tell whether it is so small that it shows people."""
        ...

    def __add__(self, other: Self) -> Self: ...


Group = TypeVar("Group", bound=Counted)


def fold(groups: dict[Any, Group], hidden: Group) -> Group:
    """
    Take small groups out of `groups` and return them added to what is hidden.

    As long as the sum is small itself, the next smallest group follows: otherwise the total
    would give it away.
    """
    by_size = sorted(groups, key=lambda key: (groups[key].received, str(key)))
    for key in [key for key in by_size if groups[key].is_small]:
        hidden += groups.pop(key)
    for key in by_size:
        if not hidden.is_small:
            break
        if key in groups:
            hidden += groups.pop(key)
    return hidden


def median(values: Counter[int]) -> float | None:
    """Return the median of values given as how often each occurs; None of none."""
    count = values.total()
    if not count:
        return None
    middle = ((count - 1) // 2, count // 2)
    found, passed = [], 0
    for value in sorted(values):
        passed += values[value]
        while len(found) < 2 and middle[len(found)] < passed:
            found.append(value)
    return sum(found) / 2
