"""States and transitions: what may become what, in one table per room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class TransitionRefused(Exception):
    """The thing is not in a state from which this transition leads."""

    def __init__(self, *, state: str, transition: str) -> None:
        self.state = state
        self.transition = transition
        super().__init__(f"{transition!r} does not lead from {state!r}")


@dataclass(frozen=True)
class Transition:
    """A named move from any of `sources` to `target`."""

    name: str
    sources: frozenset[StrEnum]
    target: StrEnum


def transition(
    name: str, *, sources: Collection[StrEnum], target: StrEnum
) -> Transition:
    """Return a transition; `sources` may be any collection of states."""
    return Transition(name=name, sources=frozenset(sources), target=target)


def may_move(*, state: str, transition: Transition) -> bool:
    """Tell whether the transition leads from this state."""
    return state in transition.sources


def move(*, state: str, transition: Transition) -> StrEnum:
    """
    Return the state that the transition leads to.

    :raises TransitionRefused: it does not lead from `state`
    """
    if not may_move(state=state, transition=transition):
        raise TransitionRefused(state=state, transition=transition.name)
    return transition.target
