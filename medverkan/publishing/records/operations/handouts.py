"""Handing out public records: note the request, choose and mask, hand out, or refuse by decision."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Count, Q

from medverkan.foundation import locking, permissions, states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.participation.cases import rules as case_rules
from medverkan.participation.cases.models import Attachment, Case, Message
from medverkan.publishing.records import events, rules
from medverkan.publishing.records.models import (
    RecordRequest,
    Refusal,
    RequestedItem,
)
from medverkan.publishing.records.states import (
    HAND_OUT,
    REFUSE,
    TAKE_BACK,
    Choice,
    RequestState,
)
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import operations as register
from medverkan.reference.register.models import LegalHold, Record


class NothingChosen(Exception):
    """Nothing in the request is to be handed out."""


class HasEnded(Exception):
    """The request has been answered; what was handed out is not changed afterwards."""


class AlreadyRefused(Exception):
    """The decision has been made; a decision is not changed."""


@transaction.atomic
def note_request(
    *,
    authority: Body,
    wanted: str,
    asker: str,
    contact: str,
    actor: Actor,
    at: dt.datetime,
    asked_at: dt.datetime | None = None,
) -> RecordRequest:
    """
    Note that somebody asks for records; whoever asks need not say who they are.

    No right is asked for: a request may come from anyone, in any way.
    """
    request = RecordRequest.objects.create(
        authority=authority,
        wanted=wanted,
        asker=asker,
        contact=contact,
        asked_at=asked_at or at,
        noted_by_id=actor.user_id,
        noted_at=at,
    )
    _tell(events.REQUESTED, request, actor=actor, at=at)
    return request


@transaction.atomic
def add_case(
    *, request: RecordRequest, case: Case, actor: Actor, at: dt.datetime
) -> RecordRequest:
    """
    Put what is written in a case, and its files, into a request, withheld until looked at.

    Its record gets a legal hold until the request is answered.

    :raises NotPermitted: the actor may not see the case, or it is another authority's
    :raises HasEnded: the request is answered
    """
    request = _lock_open(request, actor)
    permissions.require(
        case.authority_id == request.authority_id and case_rules.may_see(actor, case)
    )
    messages = list(Message.objects.filter(case=case, erased_at=None).order_by("pk"))
    allowed = [m for m in messages if case_rules.may_read_message(actor, m)]
    attachments = Attachment.objects.filter(message__in=allowed).order_by("pk")
    RequestedItem.objects.bulk_create(
        [RequestedItem(request=request, message=each) for each in allowed]
        + [RequestedItem(request=request, attachment=each) for each in attachments],
        ignore_conflicts=True,
    )
    _hold(request, case, LegalHold.Ground.REQUEST, at=at)
    return request


@transaction.atomic
def choose(
    *,
    item: RequestedItem,
    choice: Choice,
    title: str,
    text: str,
    actor: Actor,
    at: dt.datetime,
) -> RequestedItem:
    """
    Say how a text or a file is handed out; the original stays as it is.

    :raises NotPermitted: the actor may not answer the request
    :raises HasEnded: the request is answered
    """
    _lock_open(item.request, actor)
    item = RequestedItem.objects.select_related("message", "request").get(pk=item.pk)
    item.choice = choice
    is_masked = choice == Choice.MASKED
    item.title, item.text = (title, text) if is_masked else ("", "")
    item.save(update_fields=["choice", "title", "text"])
    _tell(events.ITEM_CHOSEN, item.request, actor=actor, at=at, choice=str(choice))
    return item


@transaction.atomic
def hand_out(
    *, request: RecordRequest, way: str, actor: Actor, at: dt.datetime
) -> RecordRequest:
    """
    Note that what was chosen has been handed out; the holds for the request end.

    :raises NotPermitted: the actor may not answer the request
    :raises NothingChosen: everything in it is withheld
    :raises HasEnded: the request is answered
    """
    request = _lock_open(request, actor)
    counts = request.items.aggregate(
        **{f"{c}_count": Count("pk", filter=Q(choice=c)) for c in Choice.values}
    )
    if counts["whole_count"] + counts["masked_count"] == 0:
        raise NothingChosen
    request.way = way
    _end(request, HAND_OUT, actor=actor, at=at)
    if not counts["withheld_count"]:
        _release(request, at=at)
    _tell(events.HANDED_OUT, request, actor=actor, at=at, **counts)
    return request


@transaction.atomic
def refuse(
    *,
    request: RecordRequest,
    provision: str,
    reasons: str,
    post: str,
    actor: Actor,
    at: dt.datetime,
) -> Refusal:
    """
    Decide not to hand out, or not the part that is withheld; it can be appealed.

    The records are held for an appeal until the registrar lifts the hold.

    :raises NotPermitted: the actor may not answer the request
    :raises AlreadyRefused: it is decided
    :raises HasEnded: the one who asked has taken it back
    """
    request = _lock(request, actor)
    if Refusal.objects.filter(request=request).exists():
        raise AlreadyRefused
    if request.state == RequestState.WITHDRAWN:
        raise HasEnded
    refusal = Refusal.objects.create(
        request=request,
        provision=provision,
        reasons=reasons,
        post=post,
        decided_by_id=actor.user_id,
        decided_at=at,
    )
    if request.is_open:
        _end(request, REFUSE, actor=actor, at=at)
    for case in _cases_of(request):
        _hold(request, case, LegalHold.Ground.APPEAL, at=at)
    _release(request, at=at)
    _tell(events.REFUSED, request, actor=actor, at=at, provision=provision)
    return refusal


@transaction.atomic
def take_back(
    *, request: RecordRequest, actor: Actor, at: dt.datetime
) -> RecordRequest:
    """
    Note that the one who asked no longer wants the records.

    :raises NotPermitted: the actor may not answer the request
    :raises HasEnded: the request is answered
    """
    request = _lock_open(request, actor)
    _end(request, TAKE_BACK, actor=actor, at=at)
    _release(request, at=at)
    _tell(events.TAKEN_BACK, request, actor=actor, at=at)
    return request


def erase_of_cases(case_ids: list[int], at: dt.datetime) -> None:
    """Empty what requests hold of these cases, and who asked for them; the log stays."""
    items = RequestedItem.objects.filter(
        Q(message__case__in=case_ids) | Q(attachment__message__case__in=case_ids)
    )
    RecordRequest.objects.filter(items__in=items).update(
        wanted="", asker="", contact=""
    )
    items.update(title="", text="", erased_at=at)


def _lock(request: RecordRequest, actor: Actor) -> RecordRequest:
    locked = locking.lock(
        RecordRequest.objects.select_related("authority"), pk=request.pk
    )
    permissions.require(rules.may_answer_request(actor, locked))
    return locked


def _lock_open(request: RecordRequest, actor: Actor) -> RecordRequest:
    locked = _lock(request, actor)
    if not locked.is_open:
        raise HasEnded
    return locked


def _end(
    request: RecordRequest,
    transition: states.Transition,
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    request.state = states.move(state=request.state, transition=transition)
    request.ended_by_id, request.ended_at = actor.user_id, at
    request.save(update_fields=["state", "way", "ended_by", "ended_at"])


def _cases_of(request: RecordRequest) -> list[Case]:
    items = RequestedItem.objects.filter(request=request)
    ids = set(items.values_list("message__case", flat=True))
    ids |= set(items.values_list("attachment__message__case", flat=True))
    return list(Case.objects.filter(pk__in=ids - {None}).order_by("pk"))


def _hold(
    request: RecordRequest, case: Case, ground: LegalHold.Ground, *, at: dt.datetime
) -> None:
    record = Record.objects.filter(
        about_case=case.pk, authority=request.authority
    ).last()
    if record is not None:
        register.place_hold(
            record=record, ground=ground, reason=f"{request.pk}", actor=SYSTEM, at=at
        )


def _release(request: RecordRequest, *, at: dt.datetime) -> None:
    """Lift the holds that this request placed, unless another one waits for the same."""
    waiting = (
        RecordRequest.objects.filter(state=RequestState.OPEN)
        .exclude(pk=request.pk)
        .values("pk")
    )
    others = RequestedItem.objects.filter(request__in=waiting)
    for case in _cases_of(request):
        if others.filter(
            Q(message__case=case) | Q(attachment__message__case=case)
        ).exists():
            continue
        holds = LegalHold.objects.filter(
            record__about_case=case.pk,
            ground=LegalHold.Ground.REQUEST,
            placed_by=None,
            lifted_at=None,
        )
        for hold in holds:
            register.lift_hold(hold=hold, reason=f"{request.pk}", actor=SYSTEM, at=at)


def _tell(
    event_type: events.EventType,
    request: RecordRequest,
    *,
    actor: Actor,
    at: dt.datetime,
    **data: int | str,
) -> None:
    audit.record(
        event_type,
        subject=request,
        body_id=request.authority_id,
        actor=actor,
        at=at,
        **data,
    )
