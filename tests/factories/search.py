"""A kind of thing to search, held in a list instead of a table."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

from medverkan.foundation.search import documents, operations
from medverkan.foundation.search.documents import Document

KIND = "thing"
AT = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)
_things: dict[int, Document] = {}
_ids = itertools.count(1)


def _build(ids):
    return [_things[pk] for pk in ids if pk in _things]


documents.register(
    KIND,
    build=_build,
    every_id=lambda: sorted(_things),
    url="files:download",
    changed_by=("file.stored",),
)


def empty() -> None:
    """Forget every thing."""
    _things.clear()


def thing(title: str, text: str = "", **more) -> Document:
    """Return a public Swedish thing that can be found."""
    values = {"audience": "public", "language": "sv", "at": AT} | more
    pk = next(_ids)
    _things[pk] = Document(
        kind=KIND, object_id=pk, title=title, text=text, url_args=[f"t{pk}"], **values
    )
    operations.update(KIND, [pk])
    return _things[pk]


def change(document: Document, **values) -> None:
    """Give a thing other values, without telling the index."""
    _things[document.object_id] = dataclasses.replace(document, **values)


def hide(document: Document) -> None:
    """Let nobody find a thing any more, without telling the index."""
    del _things[document.object_id]
