"""Queries that are always the same: their SQL is written once in a process, then only run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Prepared(Generic[Row]):
    """
    The rows that a query finds now; only its wording is kept, never what it found.

    Writing the SQL of a query with several conditions takes Django longer than a database
    needs to answer it. For pages that ask everyone's same question: the query may depend on
    `limit` alone, not on the time, the reader or settings, and joins no other models.
    """

    def __init__(self, build: Callable[[int], models.QuerySet[Row]]) -> None:
        self._build = build
        self._written: dict[int, tuple[type[Row], str, tuple[Any, ...]]] = {}

    def __call__(self, *, limit: int) -> list[Row]:
        """Return the first rows in the query's order, at most `limit`."""
        if limit not in self._written:
            rows = self._build(limit)
            sql, parameters = rows.query.sql_with_params()
            self._written[limit] = (rows.model, sql, parameters)
        model, sql, parameters = self._written[limit]
        return list(model._default_manager.raw(sql, parameters))
