"""Reads: which bodies there are and which of them answers what where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet

from medverkan.foundation import calendar
from medverkan.foundation.audit.editions import Kept
from medverkan.reference.bodies.kinds import BodyKind
from medverkan.reference.bodies.models import (
    Area,
    Body,
    ClosedDay,
    Topic,
    TopicInArea,
)


def authorities() -> QuerySet[Body]:
    """Return every authority, past ones included: they still have registers."""
    return Body.objects.authorities().order_by("slug")


def bodies_open(at: dt.datetime) -> QuerySet[Body]:
    """Return the bodies that exist on this day in Sweden."""
    return Body.objects.open_on(calendar.local_date(at)).order_by("slug")


def acting_bodies(authority: Body) -> QuerySet[Body]:
    """Return the bodies that act for an authority, itself not included."""
    return authority.acting_bodies.exclude(pk=authority.pk).order_by("slug")


def body_for(*, topic: Topic, area: Area | None = None) -> Body:
    """Return the body that answers: the one of the nearest area that has its own, else the topic's."""
    if area is None:
        return topic.body
    in_areas = {
        row.area_id: row.body
        for row in TopicInArea.objects.filter(topic=topic).select_related("body")
    }
    if not in_areas:
        return topic.body
    nearest = (in_areas[part.pk] for part in _outwards(area) if part.pk in in_areas)
    return next(nearest, topic.body)


def answering_body(*, topic: Topic | None, area: Area | None = None) -> Body:
    """Return the body that answers; what has no topic yet goes to the board's front desk."""
    return front_desk() if topic is None else body_for(topic=topic, area=area)


def topic_with_body(topic_id: int) -> Topic | None:
    """Return the topic with its body and authority, from what the process keeps."""
    return _topics().get(topic_id)


def _read_topics() -> dict[int, Topic]:
    topics = Topic.objects.select_related("body__authority").order_by("pk")
    return {topic.pk: topic for topic in topics}


def _read_front_desk() -> Body:
    board = Body.objects.get(kind=BodyKind.EXECUTIVE_BOARD, end_date=None)
    offices = acting_bodies(board).filter(kind=BodyKind.ADMINISTRATION, end_date=None)
    return offices.select_related("authority").first() or board


_topics = Kept(_read_topics, of=(Topic, Body))
_front_desk = Kept(_read_front_desk, of=(Body,))


def front_desk() -> Body:
    """
    Return the body that reads what nobody has sorted: the executive board's administration.

    :raises Body.DoesNotExist: the municipality has no executive board
    """
    return _front_desk()


def council() -> Body | None:
    """Return the municipal council, if the organisation has one."""
    councils = Body.objects.filter(kind=BodyKind.COUNCIL, end_date__isnull=True)
    return councils.order_by("pk").first()


def _outwards(area: Area) -> Iterator[Area]:
    seen: set[int] = set()
    step: Area | None = area
    while step is not None and step.pk not in seen:
        seen.add(step.pk)
        yield step
        step = step.parent


def closed_days() -> frozenset[dt.date]:
    """
    Return the municipality's bridging days, for `foundation.calendar`.

    One small query: fetch them once a request and hand them on as `closed`.
    """
    return _closed_days()


_closed_days = Kept(
    lambda: frozenset(ClosedDay.objects.values_list("date", flat=True)), of=(ClosedDay,)
)
