"""What this room tells the rooms below it."""

from __future__ import annotations


def register() -> None:
    """Tell the rooms below what they show of this one."""
