"""Every way in ends here: what is sent becomes a case, or is held back for a person to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction

from medverkan.foundation import calendar, locking, references
from medverkan.foundation import text as texts
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.states import move
from medverkan.participation.cases import blocked_senders, events, rules, states
from medverkan.participation.cases.models import (
    Case,
    Draft,
    SecretLink,
    SenderBlock,
    Suspect,
    SuspectFile,
)
from medverkan.participation.cases.operations.lodging import (
    Said,
    Sender,
    lock_draft,
    lodge,
    lodge_draft,
)
from medverkan.participation.cases.operations.registering import subject_line
from medverkan.participation.cases.sorting.alarms import heard
from medverkan.participation.cases.states import (
    Channel,
    RejectionGround,
    SuspectState,
)
from medverkan.participation.cases.suspicion import Sign
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways import queries as pathways
from medverkan.reference.pathways.choices import Decider
from medverkan.reference.register import operations as register
from medverkan.reference.register.models import Arrival

ARRIVAL_KIND = "cases.suspect"


@dataclass(frozen=True)
class Received:
    """What became of it: a case at once, or something held back; `token` opens the page."""

    reference: str
    token: str
    case: Case | None = None
    suspect: Suspect | None = None


@transaction.atomic
def receive(
    *,
    said: Said,
    sender: Sender,
    channel: Channel,
    signs: Iterable[Sign] = (),
    actor: Actor,
    at: dt.datetime,
    arrived_at: dt.datetime | None = None,
    token: str | None = None,
) -> Received:
    """
    Lodge what is sent, or hold it back where there are `signs` of spam or a blocked sender.

    The same `token` sent twice gives the first result.

    :raises NothingInForce: the pathway took in nothing at arrival, nor does now
    """
    signs = tuple(signs)
    # Of two presses at once the second waits here, then finds what the first made.
    draft = lock_draft(token)
    # What is held back has no draft any more.
    before = _suspect_of(token) if draft is None else None
    if before is not None:
        return Received(before.reference, token or "", before.case, before)
    block = _block_of(said, sender, at=at)
    if block is not None:
        signs += (Sign.BLOCKED,)
    if signs and not _is_lodged(token):
        return _hold(
            said, sender, channel, signs, block, actor=actor, at=at,
            arrived_at=arrived_at or at, token=token or references.new_secret(),
        )  # fmt: skip
    lodged = lodge_draft(
        draft, said=said, sender=sender, channel=channel, actor=actor, at=at,
        arrived_at=arrived_at, token=token,
    )  # fmt: skip
    return Received(lodged.case.reference, lodged.token, lodged.case)


@transaction.atomic
def release(*, suspect: Suspect, actor: Actor, at: dt.datetime) -> Case:
    """
    Let something through: it becomes a case with the day it arrived, and is confirmed now.

    Done twice, it is done once.

    :raises NotPermitted: the actor does not handle the authority's matters
    :raises TransitionRefused: it was rejected
    """
    suspect = _lock(suspect)
    require(rules.may_decide_suspect(actor, suspect))
    if suspect.case is not None:
        return suspect.case
    suspect.state = move(state=suspect.state, transition=states.RELEASE)
    case = lodge(
        said=_said(suspect),
        sender=Sender(**suspect.sender),
        channel=Channel(suspect.channel),
        actor=actor,
        at=at,
        arrived_at=suspect.arrived_at,
        reference=suspect.reference,
    ).case
    # The page that the sender has kept shows the case from now on.
    SecretLink.objects.create(case=case, token_hash=suspect.token_hash, made_at=at)
    suspect.case = case
    _decide(suspect, actor=actor, at=at)
    register.register_arrival(
        arrival=_arrival(suspect),
        subject_line=subject_line(case),
        about_case=case.pk,
        class_code=None,
        actor=actor,
        at=at,
    )
    audit.record(
        events.RELEASED,
        subject=suspect,
        actor=actor,
        at=at,
        about_case=case.pk,
        body_id=suspect.body_id,
    )
    return case


@transaction.atomic
def reject(
    *, suspect: Suspect, ground: RejectionGround, actor: Actor, at: dt.datetime
) -> Suspect:
    """
    Decide that it is spam; it stays in quarantine as a record of minor importance.

    :raises NotPermitted: the actor does not handle the authority's matters
    :raises TransitionRefused: it was let through
    """
    suspect = _lock(suspect)
    require(rules.may_decide_suspect(actor, suspect))
    if suspect.state == SuspectState.REJECTED:
        return suspect
    suspect.state = move(state=suspect.state, transition=states.REJECT)
    suspect.rejection_ground = ground
    _decide(suspect, actor=actor, at=at)
    register.set_aside(arrival=_arrival(suspect), actor=actor, at=at)
    audit.record(
        events.REJECTED,
        subject=suspect,
        actor=actor,
        at=at,
        body_id=suspect.body_id,
        rejection=ground.value,
    )
    return suspect


def _hold(
    said: Said,
    sender: Sender,
    channel: Channel,
    signs: tuple[Sign, ...],
    block: SenderBlock | None,
    *,
    actor: Actor,
    at: dt.datetime,
    arrived_at: dt.datetime,
    token: str,
) -> Received:
    pathways.rule_set_for(said.pathway, lodged_at=arrived_at, at=at)
    body = _answering_body(said)
    title, _ = texts.without_identity_numbers(said.title)
    text, _ = texts.without_identity_numbers(said.text)
    suspect = Suspect.objects.create(
        reference=references.new_reference(year=calendar.local_date(arrived_at).year),
        token_hash=references.hash_of(token),
        channel=channel,
        pathway=said.pathway,
        topic=said.topic,
        area=said.where(),
        body=body,
        authority=body.authority,
        title=title,
        text=text,
        language=said.language,
        place=said.place,
        latitude=said.latitude,
        longitude=said.longitude,
        may_be_published=said.may_be_published,
        window_months=said.window_months,
        goes_to=said.goes_to or "",
        sender=asdict(sender),
        reasons=[sign.value for sign in signs],
        block=block,
        arrived_at=arrived_at,
        recorded_at=at,
    )
    SuspectFile.objects.bulk_create(
        SuspectFile(suspect=suspect, file=file) for file in said.files
    )
    # The words now live in the quarantine; a second press of the button finds them there.
    Draft.objects.filter(token_hash=suspect.token_hash).delete()
    register.quarantine(
        authority=suspect.authority,
        arrived_at=arrived_at,
        about_kind=ARRIVAL_KIND,
        about_id=suspect.pk,
        actor=actor,
        at=at,
    )
    audit.record(
        events.HELD,
        subject=suspect,
        actor=actor,
        at=at,
        occurred_at=arrived_at,
        body_id=body.pk,
        channel=channel.value,
    )
    return Received(suspect.reference, token, None, suspect)


def _block_of(said: Said, sender: Sender, *, at: dt.datetime) -> SenderBlock | None:
    if not blocked_senders.is_blocked_anywhere(sender.email, at=at):
        return None
    if heard(f"{said.title}\n{said.text}") is not None:
        # A cry for help is not kept waiting, whoever it comes from.
        return None
    return blocked_senders.block_of(sender.email, body=_answering_body(said), at=at)


def _answering_body(said: Said) -> Body:
    return said.body or bodies.answering_body(topic=said.topic, area=said.where())


def _said(suspect: Suspect) -> Said:
    return Said(
        title=suspect.title,
        text=suspect.text,
        pathway=suspect.pathway,
        topic=suspect.topic,
        body=suspect.body,
        area=suspect.area,
        place=suspect.place,
        latitude=suspect.latitude,
        longitude=suspect.longitude,
        language=suspect.language,
        may_be_published=suspect.may_be_published,
        window_months=suspect.window_months,
        goes_to=Decider(suspect.goes_to) if suspect.goes_to else None,
        files=tuple(row.file for row in suspect.files.select_related("file")),
    )


def _decide(suspect: Suspect, *, actor: Actor, at: dt.datetime) -> None:
    suspect.decided_at = at
    suspect.decided_by_id = actor.user_id
    suspect.save(
        update_fields=["state", "decided_at", "decided_by", "rejection_ground", "case"]
    )


def _arrival(suspect: Suspect) -> Arrival:
    return Arrival.objects.get(about_kind=ARRIVAL_KIND, about_id=suspect.pk)


def _lock(suspect: Suspect) -> Suspect:
    return locking.lock(
        Suspect.objects.select_related(
            "pathway", "topic", "area", "body", "authority", "case"
        ),
        pk=suspect.pk,
    )


def _suspect_of(token: str | None) -> Suspect | None:
    if token is None:
        return None
    return (
        Suspect.objects.filter(token_hash=references.hash_of(token))
        .select_related("case")
        .first()
    )


def _is_lodged(token: str | None) -> bool:
    if token is None:
        return False
    return SecretLink.objects.filter(token_hash=references.hash_of(token)).exists()
