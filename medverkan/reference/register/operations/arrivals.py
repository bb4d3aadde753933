"""Quarantine: what arrived keeps its day, and a person decides what becomes of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import locking, permissions, states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import rules
from medverkan.reference.register.events import (
    ARRIVAL_QUARANTINED,
    ARRIVAL_REGISTERED,
    ARRIVAL_SET_ASIDE,
)
from medverkan.reference.register.models import Arrival, ClassCode, Record
from medverkan.reference.register.operations.records import open_record
from medverkan.reference.register.states import REGISTER, SET_ASIDE, ArrivalState


@transaction.atomic
def quarantine(
    *,
    authority: Body,
    arrived_at: dt.datetime,
    about_kind: str,
    about_id: int,
    actor: Actor,
    at: dt.datetime,
) -> Arrival:
    """
    Note that something arrived and was not registered, because it may be spam or malware.

    The same thing is noted once. No right is asked for, as for `open_record`.
    """
    arrival, is_new = Arrival.objects.get_or_create(
        about_kind=about_kind,
        about_id=about_id,
        defaults={"authority": authority, "arrived_at": arrived_at},
    )
    if is_new:
        audit.record(
            ARRIVAL_QUARANTINED,
            subject=arrival,
            body_id=authority.pk,
            actor=actor,
            at=at,
            about_kind=about_kind,
            about_id=about_id,
        )
    return arrival


@transaction.atomic
def register_arrival(
    *,
    arrival: Arrival,
    subject_line: str,
    about_case: int | None,
    class_code: ClassCode | None,
    actor: Actor,
    at: dt.datetime,
) -> Record:
    """
    Register what was in quarantine, with the day it arrived; done twice, it is done once.

    :raises NotPermitted: the actor does not handle this authority's matters
    :raises TransitionRefused: it was set aside
    """
    arrival = _lock(arrival)
    permissions.require(rules.may_handle_arrival(actor, arrival))
    if arrival.state == ArrivalState.REGISTERED:
        assert arrival.record is not None
        return arrival.record
    arrival.state = states.move(state=arrival.state, transition=REGISTER)
    arrival.decided_at = at
    arrival.record = open_record(
        authority=arrival.authority,
        arrived_at=arrival.arrived_at,
        subject_line=subject_line,
        about_case=about_case,
        class_code=class_code,
        actor=actor,
        at=at,
    )
    arrival.save(update_fields=["state", "decided_at", "record"])
    audit.record(
        ARRIVAL_REGISTERED,
        subject=arrival,
        body_id=arrival.authority_id,
        actor=actor,
        at=at,
        record=arrival.record.pk,
    )
    return arrival.record


@transaction.atomic
def set_aside(*, arrival: Arrival, actor: Actor, at: dt.datetime) -> Arrival:
    """
    Decide that what was in quarantine is obviously of minor importance and is not registered.

    :raises NotPermitted: the actor does not handle this authority's matters
    :raises TransitionRefused: it is registered
    """
    arrival = _lock(arrival)
    permissions.require(rules.may_handle_arrival(actor, arrival))
    if arrival.state == ArrivalState.SET_ASIDE:
        return arrival
    arrival.state = states.move(state=arrival.state, transition=SET_ASIDE)
    arrival.decided_at = at
    arrival.save(update_fields=["state", "decided_at"])
    audit.record(
        ARRIVAL_SET_ASIDE,
        subject=arrival,
        body_id=arrival.authority_id,
        actor=actor,
        at=at,
    )
    return arrival


def _lock(arrival: Arrival) -> Arrival:
    return locking.lock(
        Arrival.objects.select_related("authority", "record"), pk=arrival.pk
    )
