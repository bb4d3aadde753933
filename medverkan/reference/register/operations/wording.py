"""What a registrar corrects: class, subject line, responsible body, secrecy mark, pattern."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import calendar, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import rules
from medverkan.reference.register.events import (
    PATTERN_SET,
    RECORD_MOVED,
    RECORD_RECLASSIFIED,
    SECRECY_MARK_REMOVED,
    SECRECY_MARKED,
    SUBJECT_LINE_CHANGED,
)
from medverkan.reference.register.models import ClassCode, Record, RegisterSeries
from medverkan.reference.register.operations.numbers import lock, register_number


@transaction.atomic
def reclassify(
    *, record: Record, class_code: ClassCode | None, actor: Actor, at: dt.datetime
) -> Record:
    """
    Give a record another class; year and number stay, the written number follows.

    :raises NotPermitted: the actor does not keep this register
    """
    record = lock(record)
    permissions.require(rules.may_keep_record(actor, record))
    if record.class_code == class_code:
        return record
    record.class_code = class_code
    record.register_number = register_number(
        authority=record.authority,
        year=record.year,
        number=record.number,
        class_code=class_code,
    )
    record.save(update_fields=["class_code", "register_number"])
    code = class_code.code if class_code else ""
    _tell(RECORD_RECLASSIFIED, record, actor=actor, at=at, class_code=code)
    return record


@transaction.atomic
def change_subject_line(
    *, record: Record, subject_line: str, actor: Actor, at: dt.datetime
) -> Record:
    """
    Word the subject line anew; it must be neutral.

    :raises NotPermitted: the actor does not keep this register
    """
    record = lock(record)
    permissions.require(rules.may_keep_record(actor, record))
    if record.subject_line == subject_line:
        return record
    record.subject_line = subject_line
    record.save(update_fields=["subject_line"])
    _tell(SUBJECT_LINE_CHANGED, record, actor=actor, at=at)
    return record


@transaction.atomic
def word(
    *,
    record: Record,
    subject_line: str,
    class_code: ClassCode | None,
    actor: Actor,
    at: dt.datetime,
) -> Record:
    """
    Change the subject line and the class, each with its own event where it differs.

    :raises NotPermitted: the actor does not keep this register
    """
    change_subject_line(record=record, subject_line=subject_line, actor=actor, at=at)
    return reclassify(record=record, class_code=class_code, actor=actor, at=at)


class OtherAuthority(Exception):
    """The body does not belong to this authority: the record must be handed over instead."""


@transaction.atomic
def move_within_authority(
    *, record: Record, to: Body, actor: Actor, at: dt.datetime
) -> Record:
    """
    Let another body of the same authority be responsible.

    :raises NotPermitted: the actor does not handle the record
    :raises OtherAuthority: `to` acts for another authority: use `transfer_record`
    """
    record = lock(record)
    permissions.require(rules.may_handle_record(actor, record))
    if to.authority_id != record.authority_id:
        raise OtherAuthority(to.slug)
    if record.responsible_body_id == to.pk:
        return record
    record.responsible_body = to
    record.save(update_fields=["responsible_body"])
    _tell(RECORD_MOVED, record, actor=actor, at=at, to_body=to.pk)
    return record


@transaction.atomic
def mark_secrecy(
    *, record: Record, provision: str, actor: Actor, at: dt.datetime
) -> Record:
    """
    Mark a record as secret with today's date and this authority; a warning, no decision (OSL 5:5).

    :raises NotPermitted: the actor does not handle the record
    """
    record = lock(record)
    permissions.require(rules.may_handle_record(actor, record))
    if record.secrecy_provision == provision:
        return record
    record.secrecy_provision = provision
    record.secrecy_date = calendar.local_date(at)
    record.secrecy_authority = record.authority
    record.save(
        update_fields=["secrecy_provision", "secrecy_date", "secrecy_authority"]
    )
    _tell(SECRECY_MARKED, record, actor=actor, at=at)
    return record


@transaction.atomic
def remove_secrecy_mark(*, record: Record, actor: Actor, at: dt.datetime) -> Record:
    """
    Remove the mark that is no longer needed.

    :raises NotPermitted: the actor does not keep this register
    """
    record = lock(record)
    permissions.require(rules.may_keep_record(actor, record))
    if not record.is_marked_secret:
        return record
    record.secrecy_provision = ""
    record.secrecy_date = None
    record.secrecy_authority = None
    record.save(
        update_fields=["secrecy_provision", "secrecy_date", "secrecy_authority"]
    )
    _tell(SECRECY_MARK_REMOVED, record, actor=actor, at=at)
    return record


@transaction.atomic
def set_pattern(
    *, authority: Body, pattern: str, actor: Actor, at: dt.datetime
) -> RegisterSeries:
    """
    Decide how the authority writes its register numbers from now on.

    :raises NotPermitted: the actor does not keep this register
    :raises ValidationError: the pattern does not make unique numbers
    """
    permissions.require(rules.may_keep_register(actor, authority))
    series = RegisterSeries.objects.select_for_update(of=("self",)).filter(
        authority=authority
    ).first() or RegisterSeries(authority=authority)
    if series.pk and series.pattern == pattern:
        return series
    series.pattern = pattern
    series.full_clean()
    series.save()
    audit.record(PATTERN_SET, subject=series, body_id=authority.pk, actor=actor, at=at)
    return series


def _tell(
    event_type: EventType,
    record: Record,
    *,
    actor: Actor,
    at: dt.datetime,
    **data: str | int | bool,
) -> None:
    audit.record(
        event_type,
        subject=record,
        about_case=record.about_case,
        body_id=record.authority_id,
        actor=actor,
        at=at,
        **data,
    )
