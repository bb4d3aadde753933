"""Blocked senders: whom a block is about, and which block what is sent runs into."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, QuerySet

from medverkan.foundation import calendar
from medverkan.foundation.audit.editions import Kept
from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import rules
from medverkan.participation.cases.models import SenderBlock
from medverkan.reference.bodies.models import Body

# A longer name than this is no host's; each part of it is a question to the database.
_MOST_PARTS = 10


def normal(sender: str) -> str:
    """Return an address or a domain in the one form in which it is kept and compared."""
    local, at_sign, domain = sender.strip().lower().rpartition("@")
    domain = domain.rstrip(".")
    # What no host can be called meets no other way to write it, and is compared as it is.
    with contextlib.suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii")
    return f"{local}{at_sign}{domain}"


def ways_to_block(email: str) -> Iterator[str]:
    """Yield whatever, once blocked, holds this address back: it, and each domain above it."""
    address = normal(email)
    local, at_sign, domain = address.rpartition("@")
    if not at_sign:
        return
    yield address
    # Mail to anna+anything@ reaches the same person, and comes from her.
    yield f"{local.partition('+')[0]}@{domain}"
    parts = domain.split(".")[-_MOST_PARTS:]
    for place in range(len(parts) - 1):
        yield ".".join(parts[place:])


def block_of(email: str, *, body: Body, at: dt.datetime) -> SenderBlock | None:
    """Return the block that what this address sends to the body runs into, if any."""
    return (
        SenderBlock.objects.in_force(at)
        .filter(
            sender__in=set(ways_to_block(email)),
            body__in={body.pk, body.authority_id} - {None},
        )
        .order_by("pk")
        .first()
    )


def is_blocked_anywhere(email: str, *, at: dt.datetime) -> bool:
    """Tell whether any body has blocked the address, before it is known who answers."""
    ways = list(ways_to_block(email))
    last_dates = _last_dates() if ways else {}
    today = calendar.local_date(at)
    return any(way in last_dates and last_dates[way] >= today for way in ways)


def _read_last_dates() -> dict[str, dt.date]:
    blocks = SenderBlock.objects.filter(lifted_at=None).exclude(sender="")
    return dict(blocks.order_by("last_date").values_list("sender", "last_date"))


# Of a sender whom several bodies have blocked, the day on which the longest block ends.
_last_dates = Kept(_read_last_dates, of=(SenderBlock,))


def kept_by(actor: Actor) -> QuerySet[SenderBlock]:
    """Return the blocks of the bodies where the actor decides, the latest first."""
    return (
        SenderBlock.objects.filter(body__in=rules.bodies_to_block_for(actor))
        .select_related("body", "blocked_by", "lifted_by")
        .annotate(held_count=Count("held"))
        .order_by("-blocked_at", "-pk")
    )
