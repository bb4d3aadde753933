"""Reading the table of stored files."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet

from medverkan.foundation.files.models import StoredFile


def abandoned(before: dt.datetime) -> QuerySet[StoredFile]:
    """
    Return files stored before this instant that no row of any room refers to.

    Every foreign key to `StoredFile` counts; nobody has to announce a use.
    """
    references = [
        relation.related_model._base_manager.filter(
            **{relation.field.name: OuterRef("pk")}
        )
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if relation.one_to_many or relation.one_to_one
    ]
    files = StoredFile.objects.filter(stored_at__lt=before, copy_of=None)
    return files.filter(*[~Exists(rows) for rows in references]).order_by("pk")
