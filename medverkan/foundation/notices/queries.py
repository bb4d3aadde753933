"""Reading deliveries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, QuerySet

from medverkan.foundation.notices import rules, tags
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.states import LABELS, NOT_ARRIVED, RESTORED, State
from medverkan.foundation.permissions import Actor


def about_case(case_id: int) -> list[Delivery]:
    """Return the letters about a case, newest first; the caller sees to who may know."""
    return list(Delivery.objects.filter(about_case=case_id).order_by("-pk"))


def case_of_reply(address: str) -> int | None:
    """Return the id of the case that a reply address belongs to, None if it is no such."""
    tag = tags.tag_of_address(address)
    if not tag:
        return None
    return (
        Delivery.objects.filter(reply_tag=tag)
        .order_by("pk")
        .values_list("about_case", flat=True)
        .first()
    )


def to_print(actor: Actor) -> QuerySet[Delivery]:
    """Return the letters that this actor prints, oldest first."""
    bodies = actor.bodies_with(*rules.PRINTERS)
    letters = Delivery.objects.filter(state=State.TO_PRINT)
    if None not in bodies:
        letters = letters.filter(body_id__in=bodies)
    return letters.order_by("written_at", "pk")


def not_arrived(*, since: dt.datetime) -> list[Delivery]:
    """Return the letters that failed or came back since then, newest first."""
    return list(
        Delivery.objects.filter(state__in=NOT_ARRIVED, ended_at__gte=since).order_by(
            "-ended_at", "-pk"
        )[:200]
    )


def lost(letters: Collection[str]) -> QuerySet[Delivery]:
    """
    Return the letters of these kinds about cases that did not arrive and nobody has seen to.

    Not what was set aside after a restore: it has probably gone out.
    """
    return Delivery.objects.filter(
        state__in=NOT_ARRIVED,
        letter__in=letters,
        about_case__isnull=False,
        erased_at=None,
    ).exclude(error=RESTORED)


def count_by_state(*, since: dt.datetime) -> list[tuple[str, int]]:
    """Return the number of letters written since then by state, in words, biggest first."""
    counts = (
        Delivery.objects.filter(written_at__gte=since)
        .values_list("state")
        .annotate(count=Count("pk"))
        .order_by("-count", "state")
    )
    return [(str(LABELS[State(state)]), count) for state, count in counts]


def latest(*, limit: int) -> list[Delivery]:
    """Return the letters written last that still have their words, newest first."""
    return list(
        Delivery.objects.filter(erased_at=None)
        .exclude(state=State.CANCELLED)
        .order_by("-pk")[:limit]
    )
