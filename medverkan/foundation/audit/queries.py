"""Reading the event log."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from medverkan.foundation.audit.models import Cursor, Event, Undelivered
from medverkan.foundation.audit.types import Visibility
from medverkan.foundation.prepared import Given, Prepared

START_OF_LOG = (0, 0)
END_OF_IDS = 2**63 - 1


@dataclass(frozen=True)
class Page:
    """Some events, newest first; `older_than` asks for the next page, None on the last."""

    events: list[Event]
    older_than: int | None


def about_case(
    case_id: int,
    visibilities: Collection[Visibility],
    *,
    older_than: int | None = None,
    limit: int = 100,
) -> Page:
    """Return the events about a case that such a reader may see, newest first."""
    before = END_OF_IDS if older_than is None else older_than
    found = _about_case(frozenset(visibilities), limit + 1, case=case_id, before=before)
    has_more = len(found) > limit
    return Page(
        events=found[:limit], older_than=found[limit - 1].pk if has_more else None
    )


@Prepared
def _about_case(
    visibilities: frozenset[Visibility], limit: int, case: Given, before: Given
) -> QuerySet[Event]:
    events = Event.objects.filter(about_case=case, visibility__in=visibilities)
    return events.filter(pk__lt=before).order_by("-pk")[:limit]


def end_of_log() -> tuple[int, int]:
    """
    Return the transaction and id of the last event that is safe to read.

    On PostgreSQL ids commit out of order: an event of a transaction still running may
    have a lower id than one already committed. Transaction numbers have no such gaps
    once every older transaction has ended, so the log is read in their order, and only
    below the oldest that runs. The server counts for all its databases together: a long
    transaction in another one delays us, and never misleads.
    """
    last = (
        _settled(Event.objects.all())
        .order_by("-transaction_id", "-pk")
        .values_list("transaction_id", "pk")
        .first()
    )
    return last or START_OF_LOG


def has_unsettled() -> bool:
    """Tell whether events are committed that are not yet safe to read."""
    return Event.objects.filter(beyond(end_of_log())).exists()


def after(
    position: tuple[int, int],
    *,
    until: tuple[int, int],
    names: Collection[str] = (),
    visibilities: Collection[Visibility] = tuple(Visibility),
    limit: int,
) -> list[Event]:
    """Return the events after a position up to and including `until`, in reading order."""
    events = Event.objects.filter(
        beyond(position), ~beyond(until), visibility__in=visibilities
    )
    if names:
        events = events.filter(name__in=names)
    return list(events.order_by("transaction_id", "pk")[:limit])


def troubled_cursors() -> list[Cursor]:
    """Return the subscribers that an event holds back now."""
    return list(Cursor.objects.filter(failed_count__gt=0).order_by("subscriber"))


def undelivered() -> list[Undelivered]:
    """Return the events set aside, oldest first."""
    return list(
        Undelivered.objects.select_related("event").order_by("set_aside_at", "pk")
    )


def beyond(position: tuple[int, int]) -> Q:
    """Return the condition that an event comes after this position in reading order."""
    transaction_id, event_id = position
    return Q(transaction_id__gt=transaction_id) | Q(
        transaction_id=transaction_id, pk__gt=event_id
    )


def _settled(events: QuerySet[Event]) -> QuerySet[Event]:
    if connection.vendor != "postgresql":
        return events
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return events.filter(transaction_id__lt=cursor.fetchone()[0])
