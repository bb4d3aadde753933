"""Who wants to hear of events, and the delivery of them: each at least once, in order."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from medverkan.foundation.audit import queries
from medverkan.foundation.audit.models import Cursor, Event, Undelivered

Handler = Callable[[list[Event], dt.datetime], None]

BATCH_SIZE = 50
TRIES_BEFORE_SET_ASIDE = 5
FIRST_WAIT = dt.timedelta(seconds=10)
LONGEST_WAIT = dt.timedelta(days=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Subscriber:
    """A handler of some kinds of events; an empty `events` means every kind."""

    name: str
    handler: Handler
    events: frozenset[str]
    reads_history: bool


_subscribers: dict[str, Subscriber] = {}


def subscribe(
    name: str,
    handler: Handler,
    events: tuple[str, ...],
    *,
    reads_history: bool = True,
) -> Subscriber:
    """
    Have the worker call `handler(events, at)` with every event of these kinds.

    Called from the room's `AppConfig.ready`. The handler runs in the transaction that moves
    the cursor: what it writes to the database is written once; whatever else it does may
    happen twice. An empty `events` means every kind. Without `reads_history` the
    subscriber hears only of what happens after the migrate that first knew it.

    :raises ValueError: the name is taken
    """
    if name in _subscribers:
        raise ValueError(f"subscriber {name} is registered twice")
    _subscribers[name] = Subscriber(
        name=name,
        handler=handler,
        events=frozenset(events),
        reads_history=reads_history,
    )
    return _subscribers[name]


def prepare() -> None:
    """Give every new subscriber its cursor: at the beginning, or at the end of the log."""
    known = set(Cursor.objects.values_list("subscriber", flat=True))
    end = queries.end_of_log()
    for subscriber in _subscribers.values():
        if subscriber.name not in known:
            transaction_id, event_id = (0, 0) if subscriber.reads_history else end
            Cursor.objects.get_or_create(
                subscriber=subscriber.name,
                defaults={"transaction_id": transaction_id, "event_id": event_id},
            )


def deliver(at: dt.datetime) -> int:
    """Deliver everything that is ready to every subscriber; return how many events."""
    end = queries.end_of_log()
    positions = {cursor.subscriber: cursor for cursor in Cursor.objects.all()}
    if _subscribers.keys() - positions.keys():
        prepare()
        positions = {cursor.subscriber: cursor for cursor in Cursor.objects.all()}
    count = 0
    for subscriber in _subscribers.values():
        cursor = positions[subscriber.name]
        is_waiting = cursor.retry_at is not None and cursor.retry_at > at
        if cursor.position < end and not is_waiting:
            count += _deliver_to(subscriber, end=end, at=at)
    return count + _retry_set_aside(at)


def _deliver_to(
    subscriber: Subscriber, *, end: tuple[int, int], at: dt.datetime
) -> int:
    total = 0
    limit = BATCH_SIZE
    while True:
        try:
            count, is_done = _take_batch(subscriber, end=end, at=at, limit=limit)
        except Exception as error:
            if limit > 1:
                limit = 1  # to find out which of the batch it is
                continue
            logger.exception("subscriber %s failed", subscriber.name)
            _hold_back(subscriber, error=error, end=end, at=at)
            return total
        total += count
        if is_done:
            return total


@transaction.atomic
def _take_batch(
    subscriber: Subscriber, *, end: tuple[int, int], at: dt.datetime, limit: int
) -> tuple[int, bool]:
    """Hand over the next events and move the cursor; tell how many and whether all is read."""
    cursor = (
        Cursor.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(subscriber=subscriber.name)
        .first()
    )
    if cursor is None or cursor.position >= end:
        return 0, True
    events = queries.after(
        cursor.position, until=end, names=subscriber.events, limit=limit
    )
    if events:
        subscriber.handler(events, at)
    is_done = len(events) < limit
    cursor.transaction_id, cursor.event_id = (
        end if is_done else (events[-1].transaction_id, events[-1].pk)
    )
    cursor.failed_count, cursor.retry_at, cursor.error = 0, None, ""
    cursor.save()
    return len(events), is_done


@transaction.atomic
def _hold_back(
    subscriber: Subscriber, *, error: Exception, end: tuple[int, int], at: dt.datetime
) -> None:
    """Note the failure; after some tries set the event aside, so that the rest may pass."""
    cursor = Cursor.objects.select_for_update(of=("self",)).get(
        subscriber=subscriber.name
    )
    failing = queries.after(
        cursor.position, until=end, names=subscriber.events, limit=1
    )
    if not failing:
        return
    cursor.failed_count += 1
    cursor.error = type(error).__name__
    cursor.retry_at = at + wait_after(cursor.failed_count)
    if cursor.failed_count >= TRIES_BEFORE_SET_ASIDE:
        Undelivered.objects.get_or_create(
            subscriber=subscriber.name,
            event=failing[0],
            defaults={
                "failed_count": cursor.failed_count,
                "retry_at": cursor.retry_at,
                "error": cursor.error,
                "set_aside_at": at,
            },
        )
        cursor.transaction_id, cursor.event_id = (
            failing[0].transaction_id,
            failing[0].pk,
        )
        cursor.failed_count, cursor.retry_at, cursor.error = 0, None, ""
    cursor.save()


def wait_after(failed_count: int) -> dt.timedelta:
    """Return how long to wait after so many failures: doubled each time, at most a day."""
    return min(FIRST_WAIT * 2 ** min(failed_count - 1, 20), LONGEST_WAIT)


def _retry_set_aside(at: dt.datetime) -> int:
    due = Undelivered.objects.filter(retry_at__lte=at, subscriber__in=_subscribers)
    return sum(
        _retry(undelivered_id, at=at)
        for undelivered_id in due.order_by("pk").values_list("pk", flat=True)[
            :BATCH_SIZE
        ]
    )


def _retry(undelivered_id: int, *, at: dt.datetime) -> int:
    try:
        with transaction.atomic():
            undelivered = (
                Undelivered.objects.select_for_update(of=("self",), skip_locked=True)
                .select_related("event")
                .filter(pk=undelivered_id, retry_at__lte=at)
                .first()
            )
            if undelivered is None:
                return 0
            _subscribers[undelivered.subscriber].handler([undelivered.event], at)
            undelivered.delete()
            return 1
    except Exception as error:
        logger.exception("event set aside as %s failed again", undelivered_id)
        _postpone(undelivered_id, error=error, at=at)
        return 0


@transaction.atomic
def _postpone(undelivered_id: int, *, error: Exception, at: dt.datetime) -> None:
    undelivered = (
        Undelivered.objects.select_for_update(of=("self",))
        .filter(pk=undelivered_id)
        .first()
    )
    if undelivered is not None:
        undelivered.failed_count += 1
        undelivered.error = type(error).__name__
        undelivered.retry_at = at + wait_after(undelivered.failed_count)
        undelivered.save()
