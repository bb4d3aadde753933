"""Locking a row together with what it points at."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def lock(rows: QuerySet[Row], *, pk: int) -> Row:
    """
    Return the row as it is now, with all that `rows` joins, locked until the transaction ends.

    It is asked for twice. PostgreSQL answers a locking question that had to wait with the
    new row beside the old ones it was joined to: what has just got a case or another body
    would be shown without it, or not be found at all.

    :raises DoesNotExist: there is none, or not among `rows`
    """
    rows.model._base_manager.select_for_update().values_list("pk").filter(pk=pk).first()
    return rows.get(pk=pk)
