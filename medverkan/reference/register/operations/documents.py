"""Noting documents, numbered within their record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from medverkan.foundation import rows
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.register.events import DOCUMENT_ADDED
from medverkan.reference.register.models import Document, Record
from medverkan.reference.register.operations.numbers import lock


@dataclass(frozen=True, kw_only=True)
class NewDocument:
    """What is noted of a document; see `add_document`."""

    direction: str
    on: dt.date
    description: str
    kind: str = ""
    has_secrecy: bool = False
    about_kind: str = ""
    about_id: int | None = None


@transaction.atomic
def add_document(
    *,
    record: Record,
    direction: str,
    on: dt.date,
    description: str,
    actor: Actor,
    at: dt.datetime,
    kind: str = "",
    has_secrecy: bool = False,
    about_kind: str = "",
    about_id: int | None = None,
) -> Document:
    """
    Note a document with the record's next number, in whatever state the record is.

    No right is asked for, as for `open_record`. `on` is the day it came, went or was drawn up;
    `description` is neutral. The same thing (`about_kind`, `about_id`) in the same
    direction is noted once: the first document is returned.
    """
    record = lock(record)
    if about_id is not None:
        noted = record.documents.filter(
            direction=direction, about_kind=about_kind, about_id=about_id
        ).first()
        if noted is not None:
            return noted
    last = record.documents.aggregate(last=Max("number"))["last"] or 0
    new = NewDocument(
        direction=direction,
        on=on,
        description=description,
        kind=kind,
        has_secrecy=has_secrecy,
        about_kind=about_kind,
        about_id=about_id,
    )
    return note(new, record=record, number=last + 1, actor=actor, at=at)


def note(
    new: NewDocument, *, record: Record, number: int, actor: Actor, at: dt.datetime
) -> Document:
    """Note a document under this number of a record that the caller has locked or made."""
    document = rows.insert(
        Document(
            record=record,
            number=number,
            direction=new.direction,
            date=new.on,
            recorded_at=at,
            description=new.description,
            kind=new.kind,
            has_secrecy=new.has_secrecy,
            about_kind=new.about_kind,
            about_id=new.about_id,
        )
    )
    audit.record(
        DOCUMENT_ADDED,
        subject=record,
        about_case=record.about_case,
        body_id=record.authority_id,
        actor=actor,
        at=at,
        number=number,
        direction=str(new.direction),
    )
    return document
