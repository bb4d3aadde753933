"""Suggestions for a person to look at: bursts, disposable mailboxes, one pattern for many."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from medverkan.foundation.calendar import local_date
from medverkan.participation.ballots.models import Attempt, Ballot, Standing
from medverkan.participation.ballots.states import AttemptState

BURST = dt.timedelta(minutes=10)
MANY = 10
MOST_READ = 50_000


class Kind(StrEnum):
    """Why votes are suggested; none of them is a reason to remove a vote."""

    BURST = "burst"
    DISPOSABLE = "disposable"
    SAME_SOURCE = "same_source"


@dataclass(frozen=True)
class Suggestion:
    """Counted votes that have something in common, since when, and in which channels."""

    kind: Kind
    numbers: list[UUID]
    first_at: dt.datetime
    channels: list[str]


@dataclass(frozen=True)
class _Seen:
    number: UUID
    channel: str
    at: dt.datetime
    network: bytes
    domain: bytes
    is_disposable: bool


def suggestions(ballot: Ballot) -> list[Suggestion]:
    """
    Return what stands out among the counted votes, most votes first.

    Never on the network alone: a school, a library or a care home shares one.
    """
    seen = _counted(ballot)
    found = [
        *_groups(Kind.BURST, seen, key=lambda one: one.at.timestamp() // BURST.seconds),
        *_groups(
            Kind.SAME_SOURCE,
            [one for one in seen if one.network and one.domain],
            key=lambda one: (one.network, one.domain, local_date(one.at)),
        ),
    ]
    disposable = [one for one in seen if one.is_disposable]
    if disposable:
        found.append(_suggest(Kind.DISPOSABLE, disposable))
    return sorted(found, key=lambda one: -len(one.numbers))


def _counted(ballot: Ballot) -> list[_Seen]:
    counted = Standing.objects.filter(ballot=ballot, state=AttemptState.COUNTED)
    rows = (
        Attempt.objects.filter(ballot=ballot, number__in=counted.values("number"))
        .order_by("-received_at", "pk")
        .values_list(
            "number", "channel", "received_at", "network", "domain", "is_disposable"
        )[:MOST_READ]
    )
    return [
        _Seen(number, channel, at, bytes(network or b""), bytes(domain or b""), odd)
        for number, channel, at, network, domain, odd in rows
    ]


def _groups(
    kind: Kind, seen: Iterable[_Seen], *, key: Callable[[_Seen], Hashable]
) -> list[Suggestion]:
    groups: dict[Hashable, list[_Seen]] = defaultdict(list)
    for one in seen:
        groups[key(one)].append(one)
    return [_suggest(kind, group) for group in groups.values() if len(group) >= MANY]


def _suggest(kind: Kind, group: list[_Seen]) -> Suggestion:
    return Suggestion(
        kind=kind,
        numbers=[one.number for one in group],
        first_at=min(one.at for one in group),
        channels=sorted({one.channel for one in group}),
    )
