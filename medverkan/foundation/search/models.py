"""The one table of searchable things, and what each of them means in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import models

T = TypeVar("T")


class SearchEntry(models.Model):
    """
    A thing as one audience may find it, in one language.

    The words to search by are kept by the database's engine (`engines`), by the same id.
    `url_args` are those of the address; `weight` multiplies the rank; nothing that a room's
    builder leaves out is here.
    """

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    audience = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    at = models.DateTimeField()
    weight = models.FloatField(default=1.0)
    place = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=300)
    url_args = models.JSONField(default=list)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="search_each_thing_is_there_once_for_an_audience_and_language",
                fields=["kind", "object_id", "audience", "language"],
            ),
        ]
        indexes = [
            models.Index(
                fields=["audience", "kind"], name="search_by_audience_and_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id} {self.title}"


def once_each(found: Iterable[T], entry_of: Callable[[T], SearchEntry]) -> list[T]:
    """Return the first of those that stand for the same thing, in whatever language."""
    first: dict[tuple[str, int], T] = {}
    for one in found:
        entry = entry_of(one)
        first.setdefault((entry.kind, entry.object_id), one)
    return list(first.values())


class Meaning(models.Model):
    """
    What an entry's title and beginning mean: 384 numbers as int8.

    Removed when the entry's words change; a job writes a new one, with a higher id.
    """

    entry = models.OneToOneField(
        SearchEntry, on_delete=models.CASCADE, related_name="meaning"
    )
    vector = models.BinaryField()

    def __str__(self) -> str:
        return f"meaning of {self.entry_id}"
