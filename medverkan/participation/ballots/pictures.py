"""The picture on `Kontrollera siffran`: the last signed heads as a chain."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, Head

SHOWN = 3
WIDTH = 220
GAP = 50


@dataclass(frozen=True)
class Link:
    """A head in the picture: where it stands, its number, date and counted votes."""

    x: int
    number: int
    at: dt.datetime
    counted: int
    size: int
    fingerprint: str


@dataclass(frozen=True)
class Chain:
    """The links from left to right, and the picture's width."""

    links: list[Link]
    width: int


def chain(ballot: Ballot) -> Chain | None:
    """Return the picture of the last public heads; None before the first."""
    heads = Head.objects.filter(ballot=ballot, audience=Audience.PUBLIC)
    newest = list(heads.order_by("-number")[:SHOWN])
    if not newest:
        return None
    links = [
        Link(
            x=place * (WIDTH + GAP),
            number=head.number,
            at=head.at,
            counted=head.confirmed - head.withdrawn - head.struck + head.restored,
            size=head.size,
            fingerprint=bytes(head.root).hex()[:8],
        )
        for place, head in enumerate(reversed(newest))
    ]
    return Chain(links=links, width=len(links) * (WIDTH + GAP) - GAP)
