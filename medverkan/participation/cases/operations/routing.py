"""Who has a case: assign, move within an authority, transfer between authorities."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.accounts import actors
from medverkan.foundation.accounts.models import User
from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.states import may_move
from medverkan.participation.cases import emails, events, rules, states
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.operations import registering
from medverkan.participation.cases.operations.locking import lock, record, save
from medverkan.participation.cases.operations.merging import stand_alone
from medverkan.participation.cases.states import BETWEEN_PARTIES
from medverkan.reference.bodies.models import Body, Topic


class AlreadyThere(Exception):
    """The case is at that body already."""


@transaction.atomic
def assign(
    *, case: Case, assignee: User | None, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """
    Give the case to an officer, or to nobody; work on it begins.

    :raises NotPermitted: the actor may not, or the assignee may not have it (jäv, no role)
    """
    case = lock(case, version=version)
    require(rules.may_handle(actor, case) or rules.may_route(actor, case))
    if assignee is not None:
        require(rules.may_be_assigned(actors.actor_of(assignee, at), case))
        if may_move(state=case.state, transition=states.BEGIN):
            case.state = states.BEGIN.target
    case.assignee = assignee
    save(case, "assignee", "state")
    record(
        events.ASSIGNED,
        case,
        actor=actor,
        at=at,
        assignee=assignee.pk if assignee else None,
    )
    return case


@transaction.atomic
def move(*, case: Case, to: Body, version: int, actor: Actor, at: dt.datetime) -> Case:
    """
    Move the case to another body; to another authority it becomes a transfer.

    Reference, arrival, clock, links and secrecy mark stay.

    :raises AlreadyThere: it is at that body
    """
    case = lock(case, version=version)
    require(rules.may_route(actor, case))
    if to.pk == case.body_id:
        raise AlreadyThere(case.reference)
    if to.authority_id != case.authority_id:
        return transfer(case=case, to=to, version=case.version, actor=actor, at=at)
    from_body = case.body
    case.body = to
    case.assignee = None
    save(case, "body", "assignee")
    record(
        events.MOVED, case, actor=actor, at=at, from_body=from_body.pk, to_body=to.pk
    )
    return case


@transaction.atomic
def transfer(
    *, case: Case, to: Body, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """
    Hand the case to another authority, which registers it with its first arrival.

    Handing over is disclosure: what residents and we wrote to each other goes along and is
    registered there; internal notes stay with the authority that wrote them. One letter tells
    the resident.
    """
    case = lock(case, version=version)
    require(rules.may_route(actor, case))
    # Merge partners stay behind: to hand them over as well would be another disclosure.
    stand_alone(case, actor=actor, at=at)
    from_body = case.body
    case.body = to
    case.authority = to.authority
    case.assignee = None
    # Why somebody here wanted to be reminded is an internal note: it stays behind.
    case.watch_date, case.watch_reason, case.watched_by = None, "", None
    save(
        case,
        "body",
        "authority",
        "assignee",
        "watch_date",
        "watch_reason",
        "watched_by",
    )
    registering.transfer_in_diary(case, actor=actor, at=at)
    for message in _what_goes_along(case):
        registering.add_to_diary(case, message, actor=actor, at=at)
    record(
        events.TRANSFERRED,
        case,
        actor=actor,
        at=at,
        from_body=from_body.pk,
        to_body=to.pk,
    )
    emails.send_passed_on(case, from_body=from_body, actor=actor, at=at)
    return case


def _what_goes_along(case: Case) -> list[Message]:
    return list(
        Message.objects.filter(case=case, kind__in=BETWEEN_PARTIES)
        .exclude(pk=case.opening_id)
        .order_by("written_at", "pk")
    )


@transaction.atomic
def change_topic(
    *, case: Case, topic: Topic | None, version: int, actor: Actor, at: dt.datetime
) -> Case:
    """Say what the case is about; a protected topic protects the case from now on."""
    case = lock(case, version=version)
    require(rules.may_route(actor, case))
    from_topic = case.topic_id
    case.topic = topic
    if topic is not None and topic.is_protected:
        stand_alone(case, actor=actor, at=at)
        case.is_protected = True
        if case.publication == states.Publication.PUBLISHED:
            case.publication = states.Publication.PRIVATE
    save(case, "topic", "is_protected", "publication")
    record(
        events.TOPIC_CHANGED,
        case,
        actor=actor,
        at=at,
        from_topic=from_topic,
        to_topic=topic.pk if topic else None,
    )
    return case
