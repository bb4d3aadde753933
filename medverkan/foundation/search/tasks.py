"""What is done beside the requests: meanings of new entries, and the shared snapshot."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from medverkan.foundation.schedule import rounds
from medverkan.foundation.search import meaning, snapshot
from medverkan.foundation.search.models import Meaning, SearchEntry

AT_A_TIME = 32
SNAPSHOT_EVERY = dt.timedelta(minutes=10)


def register() -> None:
    """Have every worker look for this work."""
    rounds.register("search.meanings", write_meanings)
    rounds.register("search.snapshot", write_snapshot)


def write_meanings(at: dt.datetime) -> int:
    """Write what the newest entries without a meaning mean; return how many."""
    if not settings.SEARCH_BY_MEANING:
        return 0
    missing = SearchEntry.objects.filter(meaning=None).order_by("-pk")[:AT_A_TIME]
    read = {entry.pk: entry_words(entry) for entry in missing}
    if not read:
        return 0
    vectors = dict(zip(read, meaning.packed(list(read.values())), strict=True))
    with transaction.atomic():
        entries = SearchEntry.objects.select_for_update(of=("self",)).order_by("pk")
        unchanged = [
            entry.pk
            for entry in entries.filter(pk__in=read)
            if entry_words(entry) == read[entry.pk]
        ]
        Meaning.objects.bulk_create(
            [Meaning(entry_id=pk, vector=vectors[pk]) for pk in unchanged],
            ignore_conflicts=True,
        )
    return len(unchanged)


def write_snapshot(at: dt.datetime) -> int:
    """Write this machine's snapshot when it is old and behind; return 1 when written."""
    is_old = at.timestamp() - snapshot.age() >= SNAPSHOT_EVERY.total_seconds()
    return int(is_old and snapshot.is_behind() and snapshot.write())


def entry_words(entry: SearchEntry) -> str:
    """Return the part of an entry that its meaning is taken from."""
    return meaning.words_of(entry.title, entry.text)
