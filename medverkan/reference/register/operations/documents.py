"""Noting documents, numbered within their record."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.register.events import DOCUMENT_ADDED
from medverkan.reference.register.models import Document, Record
from medverkan.reference.register.operations.numbers import lock


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
    document = Document.objects.create(
        record=record,
        number=last + 1,
        direction=direction,
        date=on,
        recorded_at=at,
        description=description,
        kind=kind,
        has_secrecy=has_secrecy,
        about_kind=about_kind,
        about_id=about_id,
    )
    audit.record(
        DOCUMENT_ADDED,
        subject=record,
        about_case=record.about_case,
        body_id=record.authority_id,
        actor=actor,
        at=at,
        number=document.number,
        direction=str(direction),
    )
    return document
