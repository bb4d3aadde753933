"""Reads of the register: the day's post, by number, by case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from medverkan.foundation import calendar
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies import queries
from medverkan.reference.bodies.models import Body
from medverkan.reference.register import rules
from medverkan.reference.register.models import (
    Arrival,
    ClassCode,
    Document,
    LegalHold,
    Record,
)
from medverkan.reference.register.states import Direction


@dataclass(frozen=True)
class DiaryDay:
    """What happened in one authority's register on one day in Sweden."""

    authority: Body
    day: dt.date
    arrived: list[Record]
    registered_late: list[Record]
    set_aside: list[Arrival]
    incoming: list[Document]
    outgoing: list[Document]


def diary_of_day(authority: Body, day: dt.date) -> DiaryDay:
    """
    Return the day's post: what arrived, what went, and what was registered late.

    `arrived` holds all that arrived that day, whenever it was registered; `registered_late`
    what was registered that day but arrived earlier; `set_aside` what arrived that day and
    is in quarantine or was found of minor importance.
    """
    records = Record.objects.filter(authority=authority).select_related(
        "authority", "responsible_body", "class_code"
    )
    arrived = list(records.arrived_on(day).order_by("arrived_at", "pk"))
    opened = records.opened_on(day).order_by("arrived_at", "pk")
    documents = (
        Document.objects.filter(record__authority=authority, date=day)
        .exclude(direction=Direction.INTERNAL)
        .select_related("record__authority")
        .order_by("record__year", "record__number", "number")
    )
    return DiaryDay(
        authority=authority,
        day=day,
        arrived=arrived,
        registered_late=[record for record in opened if record not in arrived],
        set_aside=list(
            Arrival.objects.filter(authority=authority, record=None)
            .arrived_on(day)
            .order_by("arrived_at", "pk")
        ),
        incoming=[item for item in documents if item.direction == Direction.IN],
        outgoing=[item for item in documents if item.direction == Direction.OUT],
    )


def record_by_number(authority: Body, *, year: int, number: int) -> Record:
    """
    Return a record with its documents in order.

    :raises Record.DoesNotExist: the number was never given
    """
    documents = Document.objects.order_by("number")
    return (
        Record.objects.select_related(
            "authority",
            "responsible_body",
            "class_code",
            "secrecy_authority",
            "transferred_from__authority",
            "transferred_to__authority",
        )
        .prefetch_related(Prefetch("documents", queryset=documents))
        .get(authority=authority, year=year, number=number)
    )


def changed_between(
    authority: Body, *, first: dt.date, last: dt.date
) -> QuerySet[Record]:
    """Return the records opened, closed or given a document from `first` to `last`."""
    start, end = calendar.start_of_day(first), calendar.end_of_day(last)
    return (
        Record.objects.filter(
            Q(opened_at__gte=start, opened_at__lt=end)
            | Q(closed_at__gte=start, closed_at__lt=end)
            | Q(documents__recorded_at__gte=start, documents__recorded_at__lt=end),
            authority=authority,
        )
        .distinct()
        .select_related(
            "authority",
            "responsible_body",
            "class_code",
            "secrecy_authority",
            "transferred_from",
        )
        .prefetch_related(
            Prefetch("documents", queryset=Document.objects.order_by("number"))
        )
        .order_by("year", "number")
    )


def holds_of(case_ids: Collection[int]) -> dict[int, list[LegalHold]]:
    """Return the legal holds in force by the case whose record they keep, at any authority."""
    found: dict[int, list[LegalHold]] = {}
    holds = (
        LegalHold.objects.filter(record__about_case__in=case_ids, lifted_at=None)
        .select_related("record")
        .order_by("placed_at", "pk")
    )
    for hold in holds:
        found.setdefault(hold.record.about_case, []).append(hold)
    return found


def find_by_register_number(text: str, *, actor: Actor) -> Record | None:
    """Return the record with this written number, class or no class, if the actor may read it."""
    wanted = " ".join(text.split())
    if not wanted:
        return None
    return (
        records_visible_to(actor)
        .filter(
            Q(register_number__iexact=wanted)
            | Q(register_number__istartswith=f"{wanted} ")
        )
        .select_related("authority")
        .order_by("pk")
        .first()
    )


def registers_visible_to(actor: Actor) -> QuerySet[Body]:
    """Return the open and closed authorities whose registers the actor may read."""
    if actor.is_system or None in (where := actor.bodies_with(*rules.READERS)):
        return queries.authorities()
    return queries.authorities().filter(pk__in=where)


def records_visible_to(actor: Actor) -> QuerySet[Record]:
    """Return the records for which `rules.may_read_record` holds."""
    return Record.objects.filter(authority__in=registers_visible_to(actor))


def records_of_case(case_id: int) -> QuerySet[Record]:
    """Return a case's records at every authority, the first one first."""
    return (
        Record.objects.filter(about_case=case_id)
        .select_related("authority", "responsible_body", "class_code")
        .order_by("opened_at", "pk")
    )


def open_record_of_case(case_id: int) -> Record | None:
    """Return the record where the case stands open now, or None."""
    return (
        records_of_case(case_id)
        .filter(closed_at=None)
        .order_by("-opened_at", "-pk")
        .first()
    )


def class_code(code: str) -> ClassCode | None:
    """Return the class with this code, or None."""
    return ClassCode.objects.filter(code=code).first()
