"""Handing a matter over to another authority: disclosure, registered on both sides."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import permissions, states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import rules
from medverkan.reference.register.events import RECORD_TRANSFERRED
from medverkan.reference.register.models import Record
from medverkan.reference.register.operations.numbers import lock
from medverkan.reference.register.operations.records import open_record
from medverkan.reference.register.states import TRANSFER, RecordState


@transaction.atomic
def transfer_record(
    *,
    record: Record,
    to: Body,
    actor: Actor,
    at: dt.datetime,
    subject_line: str | None = None,
    responsible_body: Body | None = None,
) -> Record:
    """
    Register the matter at another authority and return the record there.

    Arrival date, class and secrecy mark follow; documents stay where they were noted. A
    record that was handed over to `to` already returns what was opened then.

    :raises NotPermitted: the actor does not handle the record
    :raises NotAnAuthority: `to` has no register of its own
    :raises TransitionRefused: the record is closed, or was handed over to someone else
    """
    record = lock(record)
    permissions.require(rules.may_handle_record(actor, record))
    if record.state == RecordState.TRANSFERRED:
        opened = Record.objects.get(transferred_from=record)
        if opened.authority_id == to.pk:
            return opened
    record.state = states.move(state=record.state, transition=TRANSFER)
    record.closed_at = at
    record.save(update_fields=["state", "closed_at"])
    opened = open_record(
        authority=to,
        arrived_at=record.arrived_at,
        subject_line=subject_line or record.subject_line,
        about_case=record.about_case,
        class_code=record.class_code,
        responsible_body=responsible_body,
        transferred_from=record,
        actor=actor,
        at=at,
    )
    _carry_secrecy_mark(record, opened)
    audit.record(
        RECORD_TRANSFERRED,
        subject=record,
        about_case=record.about_case,
        body_id=record.authority_id,
        actor=actor,
        at=at,
        to_authority=to.pk,
        year=opened.year,
        number=opened.number,
    )
    return opened


def _carry_secrecy_mark(record: Record, opened: Record) -> None:
    opened.secrecy_provision = record.secrecy_provision
    opened.secrecy_date = record.secrecy_date
    opened.secrecy_authority_id = record.secrecy_authority_id
    opened.save(
        update_fields=["secrecy_provision", "secrecy_date", "secrecy_authority"]
    )
