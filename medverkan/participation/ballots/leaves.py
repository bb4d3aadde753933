"""The one written form of a ledger entry: seven lines of ASCII."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from medverkan.participation.ballots import merkle
from medverkan.participation.ballots.states import EntryKind

FORMAT = "medverkan-ledger/1"
LINES = 7


class MalformedLeaf(ValueError):
    """The bytes are not the one form that an entry may have."""


@dataclass(frozen=True)
class Leaf:
    """
    What the public ledger says of an entry: never who, when, where or how.

    `number` is the attempt's 128 random bits, `step` counts its entries from 1, `correction`
    is the number in the public correction log, `payload_hash` commits to a budget choice.
    """

    ballot: UUID
    kind: EntryKind
    number: UUID
    step: int
    correction: int | None = None
    payload_hash: bytes | None = None

    def to_bytes(self) -> bytes:
        """Return the leaf as it is hashed, signed and published."""
        correction = "-" if self.correction is None else self.correction
        payload = "-" if self.payload_hash is None else self.payload_hash.hex()
        return (
            f"{FORMAT}\n{self.ballot}\n{self.kind}\n{self.number.hex}\n{self.step}\n"
            f"{correction}\n{payload}\n"
        ).encode("ascii")

    @property
    def hash(self) -> bytes:
        """The leaf's hash in the tree."""
        return merkle.leaf_hash(self.to_bytes())


def parse(data: bytes) -> Leaf:
    """
    Read a leaf.

    :raises MalformedLeaf: the bytes differ in any way from what `to_bytes` writes
    """
    try:
        lines = data.decode("ascii").split("\n")
        _, ballot, kind, number, step, correction, payload, _ = lines
        leaf = Leaf(
            ballot=UUID(ballot),
            kind=EntryKind(kind),
            number=UUID(hex=number),
            step=int(step),
            correction=None if correction == "-" else int(correction),
            payload_hash=None if payload == "-" else bytes.fromhex(payload),
        )
    except ValueError as error:
        raise MalformedLeaf(str(error)) from error
    if leaf.to_bytes() != data:
        raise MalformedLeaf("not in canonical form")
    return leaf
