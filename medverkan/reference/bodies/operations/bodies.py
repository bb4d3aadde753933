"""Setting up, changing and closing bodies."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies import rules
from medverkan.reference.bodies.events import BODY_CLOSED, BODY_CREATED, BODY_UPDATED
from medverkan.reference.bodies.models import Body, Topic, TopicInArea


class BodyStillAnswers(Exception):
    """The body still answers topics, or others still act for it."""


@transaction.atomic
def create_body(*, actor: Actor, at: dt.datetime, **facts: Any) -> Body:
    """
    Set up a body; `facts` are fields of `Body`.

    :raises NotPermitted: the actor does not keep the organisation
    :raises ValidationError: the facts contradict each other
    """
    permissions.require(rules.may_change_organisation(actor))
    body = Body(**facts)
    body.full_clean()
    body.save()
    audit.record(
        BODY_CREATED, subject=body, body_id=body.pk, actor=actor, at=at, kind=body.kind
    )
    return body


@transaction.atomic
def update_body(*, body: Body, actor: Actor, at: dt.datetime, **facts: Any) -> Body:
    """
    Change facts about a body; those that are the same already change nothing.

    :raises NotPermitted: the actor does not keep the organisation
    :raises ValidationError: the facts contradict each other
    """
    permissions.require(rules.may_change_organisation(actor))
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    changed = sorted(name for name in facts if getattr(body, name) != facts[name])
    if not changed:
        return body
    for name in changed:
        setattr(body, name, facts[name])
    body.full_clean()
    body.save()
    audit.record(
        BODY_UPDATED,
        subject=body,
        body_id=body.pk,
        actor=actor,
        at=at,
        fields=",".join(changed),
    )
    return body


@transaction.atomic
def close_body(*, body: Body, last_day: dt.date, actor: Actor, at: dt.datetime) -> Body:
    """
    Let a body exist up to and including `last_day`.

    :raises NotPermitted: the actor does not keep the organisation
    :raises BodyStillAnswers: topics must move, and acting bodies close, before it
    """
    permissions.require(rules.may_change_organisation(actor))
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    if body.end_date == last_day:
        return body
    if _still_answers(body, last_day):
        raise BodyStillAnswers(body.slug)
    body.end_date = last_day
    body.save(update_fields=["end_date"])
    audit.record(
        BODY_CLOSED,
        subject=body,
        body_id=body.pk,
        actor=actor,
        at=at,
        last_day=last_day.isoformat(),
    )
    return body


def _still_answers(body: Body, last_day: dt.date) -> bool:
    after = last_day + dt.timedelta(days=1)
    acting = body.acting_bodies.exclude(pk=body.pk).open_on(after)
    return (
        Topic.objects.filter(body=body).exists()
        or TopicInArea.objects.filter(body=body).exists()
        or acting.exists()
    )
