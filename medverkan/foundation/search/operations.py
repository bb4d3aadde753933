"""Keeping the index as the things are: all writes to it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import transaction

from medverkan.foundation.audit.models import Event
from medverkan.foundation.search import words
from medverkan.foundation.search.documents import Document, kinds
from medverkan.foundation.search.engines import Words, engine
from medverkan.foundation.search.models import Meaning, SearchEntry

BATCH_SIZE = 500
_TITLE_LENGTH = 300
_TEXT_LENGTH = 20_000
_UPDATED = ("title", "text", "place", "url_args", "at", "weight")
_Key = tuple[int, str, str]


@transaction.atomic
def update(kind: str, ids: Collection[int]) -> int:
    """
    Make the index right for these things of a kind, and return how many entries they have.

    Things that no longer have a document, or no longer exist, are removed.
    """
    documents = {_key(document): document for document in kinds()[kind].build(ids)}
    rows = SearchEntry.objects.filter(kind=kind, object_id__in=ids)
    known = {
        (row.object_id, row.audience, row.language): row
        for row in rows.select_for_update(of=("self",)).order_by("pk")
    }
    _remove([row.pk for key, row in known.items() if key not in documents])
    fresh = [_entry(doc) for key, doc in documents.items() if key not in known]
    SearchEntry.objects.bulk_create(fresh)
    changed = [
        row
        for key, row in known.items()
        if key in documents and _take_over(row, documents[key])
    ]
    SearchEntry.objects.bulk_update(changed, _UPDATED)
    Meaning.objects.filter(entry__in=changed).delete()
    engine().put(_words(entry) for entry in [*fresh, *changed])
    return len(documents)


def reindex(kind: str) -> int:
    """Build every entry of a kind anew, in batches, and return how many there are."""
    count = 0
    seen: set[int] = set()
    for batch in _batches(kinds()[kind].every_id()):
        count += update(kind, batch)
        seen.update(batch)
    stale = SearchEntry.objects.filter(kind=kind).values_list("object_id", flat=True)
    for batch in _batches(sorted(set(stale) - seen)):
        update(kind, batch)
    return count


@transaction.atomic
def remove_unknown_kinds() -> None:
    """Remove the entries of kinds that no room registers any more."""
    gone = SearchEntry.objects.exclude(kind__in=kinds())
    _remove(list(gone.values_list("pk", flat=True)))


def follow(events: list[Event], at: dt.datetime) -> None:
    """Update what the events have changed; subscribed to every event that a kind names."""
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for event in events:
        for kind in kinds().values():
            object_id = kind.id_from(event) if event.name in kind.changed_by else None
            if object_id is not None:
                ids[kind.name].add(object_id)
    for name in sorted(ids):
        update(name, ids[name])


def _key(document: Document) -> _Key:
    return document.object_id, document.audience, document.language


def _entry(document: Document) -> SearchEntry:
    entry = SearchEntry(
        kind=document.kind,
        object_id=document.object_id,
        audience=document.audience,
        language=document.language,
    )
    _take_over(entry, document)
    return entry


def _take_over(entry: SearchEntry, document: Document) -> bool:
    """Give the entry what the document says; tell whether anything became different."""
    said = {name: getattr(document, name) for name in _UPDATED} | {
        "title": document.title[:_TITLE_LENGTH],
        "text": document.text[:_TEXT_LENGTH],
    }
    is_different = any(getattr(entry, name) != value for name, value in said.items())
    for name, value in said.items():
        setattr(entry, name, value)
    return is_different


def _words(entry: SearchEntry) -> Words:
    return Words(
        entry_id=entry.pk,
        title=words.stems(entry.title, language=entry.language),
        body=words.stems(f"{entry.place}\n{entry.text}", language=entry.language),
    )


def _remove(entry_ids: Collection[int]) -> None:
    engine().drop(entry_ids)
    SearchEntry.objects.filter(pk__in=entry_ids).delete()


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    rest = iter(ids)
    while batch := list(itertools.islice(rest, BATCH_SIZE)):
        yield batch
