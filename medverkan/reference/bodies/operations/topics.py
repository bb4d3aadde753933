"""Keeping topics and moving them between bodies."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from medverkan.foundation import calendar, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies import rules
from medverkan.reference.bodies.events import TOPIC_MOVED, TOPIC_SAVED
from medverkan.reference.bodies.models import Body, Topic


class BodyIsClosed(Exception):
    """The body does not exist on that day and can answer nothing."""


@transaction.atomic
def create_topic(*, actor: Actor, at: dt.datetime, **facts: Any) -> Topic:
    """
    Write a new topic; `facts` are fields of `Topic`.

    :raises NotPermitted: the actor does not keep the organisation
    :raises ValidationError: the facts contradict each other
    """
    permissions.require(rules.may_change_organisation(actor))
    topic = Topic(**facts)
    topic.full_clean()
    topic.save()
    _record_saved(topic, fields=sorted(facts), actor=actor, at=at)
    return topic


@transaction.atomic
def update_topic(*, topic: Topic, actor: Actor, at: dt.datetime, **facts: Any) -> Topic:
    """
    Change facts about a topic; another answering body (`body`) is a move of its own.

    :raises NotPermitted: the actor does not keep the organisation
    :raises ValidationError: the facts contradict each other
    :raises BodyIsClosed: the other body does not exist today
    """
    permissions.require(rules.may_change_organisation(actor))
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if "body" in facts:
        topic = move_topic(topic=topic, to=facts.pop("body"), actor=actor, at=at)
    changed = sorted(name for name in facts if getattr(topic, name) != facts[name])
    if not changed:
        return topic
    for name in changed:
        setattr(topic, name, facts[name])
    topic.full_clean()
    topic.save()
    _record_saved(topic, fields=changed, actor=actor, at=at)
    return topic


@transaction.atomic
def move_topic(*, topic: Topic, to: Body, actor: Actor, at: dt.datetime) -> Topic:
    """
    Let another body answer a topic from now on; cases already there stay.

    :raises NotPermitted: the actor does not keep the organisation
    :raises BodyIsClosed: the other body does not exist today
    """
    permissions.require(rules.may_change_organisation(actor))
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if topic.body_id == to.pk:
        return topic
    if not to.is_open_on(calendar.local_date(at)):
        raise BodyIsClosed(to.slug)
    before, topic.body = topic.body_id, to
    topic.save(update_fields=["body"])
    audit.record(
        TOPIC_MOVED,
        subject=topic,
        body_id=to.pk,
        actor=actor,
        at=at,
        from_body=before,
        to_body=to.pk,
    )
    return topic


def _record_saved(
    topic: Topic, *, fields: list[str], actor: Actor, at: dt.datetime
) -> None:
    audit.record(
        TOPIC_SAVED,
        subject=topic,
        body_id=topic.body_id,
        actor=actor,
        at=at,
        fields=",".join(fields),
    )
