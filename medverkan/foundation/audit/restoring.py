"""
The event log after a restore into another PostgreSQL server.

Events carry the number of the transaction that wrote them, and subscribers read in the
order of these numbers. Another server counts from elsewhere: there all restored events
get the number 0, which is before every other, and keep their order among themselves.
"""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Min

from medverkan.foundation.audit import guards, queries
from medverkan.foundation.audit.models import Cursor, Event


def is_needed() -> bool:
    """Tell whether the log holds transactions that this server has not come to yet."""
    if connection.vendor != "postgresql":
        return Event.objects.filter(transaction_id__gt=0).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        upcoming = cursor.fetchone()[0]
    return Event.objects.filter(transaction_id__gte=upcoming).exists()


@transaction.atomic
def settle() -> None:
    """
    Number the log anew; called by the restore, before any worker starts.

    A subscriber hears again of what it heard out of order, and misses nothing.
    """
    guards.remove()
    for cursor in Cursor.objects.select_for_update(of=("self",)).order_by("pk"):
        unread = Event.objects.filter(queries.beyond(cursor.position))
        first = unread.aggregate(first=Min("pk"))["first"]
        last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        cursor.event_id = last if first is None else first - 1
        cursor.transaction_id = 0
        cursor.save(update_fields=["event_id", "transaction_id"])
    Event.objects.update(transaction_id=0)
    guards.install()
