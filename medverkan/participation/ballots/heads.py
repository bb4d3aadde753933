"""Signed heads: what the ledger of a ballot was at one moment, chained to the head before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from medverkan.participation.ballots.states import EntryKind

FORMAT = "medverkan-head/1"
# That of a head with a statement; heads from before are kept and read as they are.
FORMAT_STATING = "medverkan-head/2"
TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"

Sums = dict[EntryKind, int]
"""Cumulative number of entries of each kind."""


class Audience(StrEnum):
    """Internal heads follow every batch; public ones are few, so as not to tell when."""

    INTERNAL = "internal"
    PUBLIC = "public"


class MalformedHead(ValueError):
    """The bytes are not the one form that a head may have."""


def no_entries() -> Sums:
    """Return the sums of an empty ledger."""
    return dict.fromkeys(EntryKind, 0)


@dataclass(frozen=True)
class Head:
    """
    A head before it is signed; each audience has its own chain, numbered from 1.

    `at` is in whole seconds, of any zone: it is written in UTC. `previous` is the hash of the
    head before in its chain. `stated` are the lines of `statements`, in public heads alone.
    """

    ballot: UUID
    audience: Audience
    number: int
    size: int
    root: bytes
    sums: Sums
    rule_set_version: int
    at: dt.datetime
    previous: bytes | None
    key_id: str
    stated: str = ""

    def to_bytes(self) -> bytes:
        """Return the head as it is signed, chained and published."""
        sums = "\n".join(f"{kind} {self.sums[kind]}" for kind in EntryKind)
        previous = "-" if self.previous is None else self.previous.hex()
        return (
            f"{FORMAT_STATING if self.stated else FORMAT}\n{self.ballot}\n{self.audience} {self.number}\n{self.size}\n"
            f"{self.root.hex()}\n{sums}\nrules {self.rule_set_version}\n"
            f"{self.stated}{self.at.astimezone(dt.UTC).strftime(TIME_FORMAT)}\n{previous}\n{self.key_id}\n"
        ).encode("ascii")

    @property
    def hash(self) -> bytes:
        """What the next head of the chain points back to."""
        return sha256(self.to_bytes()).digest()


def parse(data: bytes) -> Head:
    """
    Read a head without its signature.

    :raises MalformedHead: the bytes differ in any way from what `to_bytes` writes
    """
    kinds = list(EntryKind)
    try:
        lines = data.decode("ascii").split("\n")
        audience, number = lines[2].split(" ")
        rules, *stated, at, previous, key_id, _end = lines[5 + len(kinds) :]
        head = Head(
            ballot=UUID(lines[1]),
            audience=Audience(audience),
            number=int(number),
            size=int(lines[3]),
            root=bytes.fromhex(lines[4]),
            sums={
                kind: int(lines[5 + i].split(" ")[1]) for i, kind in enumerate(kinds)
            },
            rule_set_version=int(rules.removeprefix("rules ")),
            at=dt.datetime.strptime(at, TIME_FORMAT).replace(tzinfo=dt.UTC),
            previous=None if previous == "-" else bytes.fromhex(previous),
            key_id=key_id,
            stated="".join(f"{line}\n" for line in stated),
        )
    except (ValueError, IndexError) as error:
        raise MalformedHead(str(error)) from error
    if head.to_bytes() != data:
        raise MalformedHead("not in canonical form")
    return head
