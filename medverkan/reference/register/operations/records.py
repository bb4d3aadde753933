"""Opening, closing and reopening records."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from medverkan.foundation import calendar, permissions, rows, states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import rules
from medverkan.reference.register.events import (
    RECORD_CLOSED,
    RECORD_OPENED,
    RECORD_REOPENED,
)
from medverkan.reference.register.models import ClassCode, Record
from medverkan.reference.register.operations.documents import (
    NewDocument,
    note,
)
from medverkan.reference.register.operations.numbers import (
    lock,
    lock_counter,
    register_number,
    take_number,
)
from medverkan.reference.register.states import CLOSE, REOPEN, RecordState


class NotAnAuthority(Exception):
    """Only an authority has a register; an administration's board registers for it."""


@transaction.atomic
def open_record(
    *,
    authority: Body,
    arrived_at: dt.datetime,
    subject_line: str,
    about_case: int | None,
    class_code: ClassCode | None,
    actor: Actor,
    at: dt.datetime,
    responsible_body: Body | None = None,
    transferred_from: Record | None = None,
) -> Record:
    """
    Register a matter with the authority's next number of the year in which it is registered.

    No right is asked for: what arrives must be registered without delay (OSL 5:1), so
    whoever may hand it in gets it registered. A case that has an open record at the
    authority already gets that one back.

    :raises NotAnAuthority: the body has no register of its own
    """
    lock_counter(authority=authority, year=calendar.local_date(at).year)
    already = _open_record_of(authority=authority, about_case=about_case)
    if already is not None:
        return already
    return _open(
        authority=authority,
        arrived_at=arrived_at,
        subject_line=subject_line,
        about_case=about_case,
        class_code=class_code,
        actor=actor,
        at=at,
        responsible_body=responsible_body,
        transferred_from=transferred_from,
    )


@transaction.atomic(savepoint=False)
def open_new_record(
    document: NewDocument, *, actor: Actor, at: dt.datetime, **matter: Any
) -> Record:
    """
    Register a matter that nobody can have registered yet, with its first document.

    `matter` is what `open_record` takes. Of a case that is older than the transaction the
    database would refuse a second open record.

    :raises NotAnAuthority: the body has no register of its own
    """
    record = _open(**matter, actor=actor, at=at)
    note(document, record=record, number=1, actor=actor, at=at)
    return record


def _open(
    *,
    authority: Body,
    arrived_at: dt.datetime,
    subject_line: str,
    about_case: int | None,
    class_code: ClassCode | None,
    actor: Actor,
    at: dt.datetime,
    responsible_body: Body | None = None,
    transferred_from: Record | None = None,
) -> Record:
    if not authority.is_authority:
        raise NotAnAuthority(authority.slug)
    year = calendar.local_date(at).year
    number = take_number(authority=authority, year=year)
    record = rows.insert(
        Record(
            authority=authority,
            responsible_body=responsible_body or authority,
            year=year,
            number=number,
            register_number=register_number(
                authority=authority, year=year, number=number, class_code=class_code
            ),
            about_case=about_case,
            subject_line=subject_line,
            class_code=class_code,
            arrived_at=arrived_at,
            opened_at=at,
            transferred_from=transferred_from,
        )
    )
    audit.record(
        RECORD_OPENED,
        subject=record,
        about_case=about_case,
        body_id=authority.pk,
        actor=actor,
        at=at,
        year=year,
        number=number,
    )
    return record


def _open_record_of(*, authority: Body, about_case: int | None) -> Record | None:
    if about_case is None:
        return None
    return Record.objects.filter(
        authority=authority, about_case=about_case, state=RecordState.OPEN
    ).first()


@transaction.atomic
def close_record(*, record: Record, actor: Actor, at: dt.datetime) -> Record:
    """
    Close a record; one that is closed already stays as it was.

    :raises NotPermitted: the actor does not handle it
    :raises TransitionRefused: it was handed over to another authority
    """
    record = lock(record)
    permissions.require(rules.may_handle_record(actor, record))
    if record.state == RecordState.CLOSED:
        return record
    record.state = states.move(state=record.state, transition=CLOSE)
    record.closed_at = at
    record.save(update_fields=["state", "closed_at"])
    audit.record(
        RECORD_CLOSED,
        subject=record,
        about_case=record.about_case,
        body_id=record.authority_id,
        actor=actor,
        at=at,
    )
    return record


@transaction.atomic
def reopen_record(*, record: Record, actor: Actor, at: dt.datetime) -> Record:
    """
    Open a closed record again; one that is open stays as it was.

    :raises NotPermitted: the actor does not handle it
    :raises TransitionRefused: it was handed over to another authority
    """
    record = lock(record)
    permissions.require(rules.may_handle_record(actor, record))
    if record.state == RecordState.OPEN:
        return record
    record.state = states.move(state=record.state, transition=REOPEN)
    record.closed_at = None
    record.save(update_fields=["state", "closed_at"])
    audit.record(
        RECORD_REOPENED,
        subject=record,
        about_case=record.about_case,
        body_id=record.authority_id,
        actor=actor,
        at=at,
    )
    return record
