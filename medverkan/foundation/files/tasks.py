"""Sweeping away what was sent and never used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.core.files.storage import Storage, storages
from django.db import transaction

from medverkan.foundation.files import operations, queries
from medverkan.foundation.files.models import STORAGE_OF, StoredFile
from medverkan.foundation.files.states import Audience

KEPT_FOR = dt.timedelta(days=1)


def sweep(at: dt.datetime) -> int:
    """Delete files that nothing refers to a day after, and content without a row; count them."""
    count = 0
    for file in queries.abandoned(at - KEPT_FOR).iterator():
        with transaction.atomic():
            operations.remove_content_on_commit(file)
            file.delete()
        count += 1
    for audience in Audience:
        count += _sweep_storage(audience, before=at - KEPT_FOR)
    return count


def _sweep_storage(audience: Audience, *, before: dt.datetime) -> int:
    storage = storages[STORAGE_OF[audience]]
    count = 0
    for path in _old_paths(storage, before=before):
        rows = StoredFile.objects.filter(audience=audience)
        is_used = rows.filter(path=path) | rows.filter(thumbnail_path=path)
        if not is_used.exists():
            storage.delete(path)
            count += 1
    return count


def _old_paths(storage: Storage, *, before: dt.datetime) -> Iterator[str]:
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:
        return
    for folder in folders:
        for name in storage.listdir(folder)[1]:
            path = f"{folder}/{name}"
            if len(folder) == 2 and storage.get_modified_time(path) < before:
                yield path
