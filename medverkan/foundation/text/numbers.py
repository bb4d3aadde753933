"""Whole numbers as they are typed, in addresses, in hidden fields and in files."""

from __future__ import annotations

import re

# Nine digits fit every column and every page; Python refuses to read 5 000 of them.
_DIGITS = re.compile(r"[0-9]{1,9}")


def whole_number(typed: str) -> int | None:
    """Return the number that one to nine digits are; None for everything else."""
    return int(typed) if _DIGITS.fullmatch(typed) else None
