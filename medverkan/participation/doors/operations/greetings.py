"""What an authority says by itself when mail has arrived: proposed by one, approved by another."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max, QuerySet

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.states import move
from medverkan.foundation.text import Translated
from medverkan.participation.doors import events, rules, states
from medverkan.participation.doors.models import Greeting
from medverkan.participation.doors.states import GreetingState
from medverkan.reference.bodies.models import Body


@transaction.atomic
def propose_greeting(
    *, authority: Body, text: Translated, actor: Actor, at: dt.datetime
) -> Greeting:
    """
    Write a new version, which takes the place of one that waits for approval.

    :raises NotPermitted: the actor does not write for this authority
    """
    require(rules.may_propose_greeting(actor, authority))
    authority = Body.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    _retire(Greeting.objects.filter(authority=authority), GreetingState.PROPOSED, at=at)
    last = Greeting.objects.filter(authority=authority).aggregate(last=Max("version"))
    greeting = Greeting.objects.create(
        authority=authority,
        version=(last["last"] or 0) + 1,
        text=text,
        written_by_id=actor.user_id,
        written_at=at,
    )
    _record(events.GREETING_PROPOSED, greeting, actor=actor, at=at)
    return greeting


@transaction.atomic
def approve_greeting(*, greeting: Greeting, actor: Actor, at: dt.datetime) -> Greeting:
    """
    Put a version in force in place of the former; doing it twice is doing it once.

    :raises NotPermitted: the actor wrote it, or does not write for the authority
    :raises TransitionRefused: a later version took its place
    """
    Body.objects.select_for_update(of=("self",)).get(pk=greeting.authority_id)
    greeting = Greeting.objects.select_for_update(of=("self",)).get(pk=greeting.pk)
    require(rules.may_approve_greeting(actor, greeting))
    if greeting.state == GreetingState.IN_FORCE:
        return greeting
    greeting.state = move(state=greeting.state, transition=states.APPROVE)
    others = Greeting.objects.filter(authority=greeting.authority_id)
    _retire(others, GreetingState.IN_FORCE, at=at)
    greeting.approved_by_id, greeting.approved_at = actor.user_id, at
    greeting.save(update_fields=["state", "approved_by", "approved_at"])
    _record(events.GREETING_APPROVED, greeting, actor=actor, at=at)
    return greeting


def _retire(
    greetings: QuerySet[Greeting], state: GreetingState, *, at: dt.datetime
) -> None:
    for greeting in greetings.filter(state=state):
        greeting.state = move(state=greeting.state, transition=states.RETIRE)
        greeting.retired_at = at
        greeting.save(update_fields=["state", "retired_at"])


def _record(
    kind: events.EventType, greeting: Greeting, *, actor: Actor, at: dt.datetime
) -> None:
    audit.record(
        kind,
        subject=greeting,
        body_id=greeting.authority_id,
        actor=actor,
        at=at,
        version=greeting.version,
    )
