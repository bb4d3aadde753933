"""Lengths and kinds that several tables and forms share."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import Q

TITLE_LENGTH = 120
TEXT_LENGTH = 20_000
FILE_KIND = "case_attachment"


def one_of(field: str, values: Iterable[StrEnum]) -> Q:
    """Return the condition that a field holds one of these values, the same in every run."""
    return Q(**{f"{field}__in": sorted(value.value for value in values)})
