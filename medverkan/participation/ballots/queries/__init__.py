"""Reads of the room; `count` is the only place where votes are counted."""

from medverkan.participation.ballots.queries.counting import Count, count, count_of
from medverkan.participation.ballots.queries.entries import (
    kinds_of,
    last_correction,
    last_steps,
    state_of,
)
from medverkan.participation.ballots.queries.settling import unsettled
from medverkan.participation.ballots.queries.tree import (
    consistency,
    inclusion,
    last_head,
    tile_reader,
)

__all__ = [
    "Count",
    "consistency",
    "count",
    "count_of",
    "inclusion",
    "kinds_of",
    "last_correction",
    "last_head",
    "last_steps",
    "state_of",
    "tile_reader",
    "unsettled",
]
