"""The tree built anew from the leaves, and compared with tiles and heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from medverkan.participation.ballots import keys, merkle, statements, tiles
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.leaves import Leaf as WrittenLeaf
from medverkan.participation.ballots.models import (
    Ballot,
    Entry,
    Head,
    Leaf,
    SigningKey,
    Tile,
    Unsealed,
)
from medverkan.participation.ballots.recount.attempts import KNOWN_KINDS
from medverkan.participation.ballots.recount.findings import Findings
from medverkan.participation.ballots.sealer import memory
from medverkan.participation.ballots.states import EntryKind

CHUNK = 5000


def recount_tree(ballot: Ballot, findings: Findings) -> None:
    """Rebuild the tree; compare tiles, roots, sums, chains, signatures and the queue."""
    _check_queue(ballot, findings)
    for audience in Audience:
        _check_chain(ballot, audience, findings)
    heads = _Heads(ballot, findings)
    frontier, sums = merkle.Frontier(), Counter[str]()
    regrown = _Regrown(ballot, findings)
    heads.meet(frontier, sums)
    for index, leaf in enumerate(_leaves(ballot)):
        if leaf[0] != index:
            findings.add("leaf_is_missing_or_moved", index)
            return
        if leaf[2] not in KNOWN_KINDS:
            findings.add("entry_kind_is_unknown", index)
            return
        hash_of_leaf = _hash(ballot, leaf)
        frontier.append(hash_of_leaf)
        regrown.append(hash_of_leaf)
        sums[leaf[2]] += 1
        heads.meet(frontier, sums)
    regrown.end()
    heads.end(frontier)


def _leaves(ballot: Ballot) -> Iterator[tuple[Any, ...]]:
    columns = (
        "index",
        "entry__number",
        "entry__kind",
        "entry__step",
        "entry__correction",
        "entry__payload_hash",
    )
    leaves = Leaf.objects.filter(ballot=ballot).order_by("index")
    return leaves.values_list(*columns).iterator(chunk_size=CHUNK)


def _hash(ballot: Ballot, row: tuple[Any, ...]) -> bytes:
    _index, number, kind, step, correction, payload = row
    return WrittenLeaf(
        ballot=ballot.uuid,
        kind=EntryKind(kind),
        number=number,
        step=step,
        correction=correction,
        payload_hash=None if payload is None else bytes(payload),
    ).hash


class _Heads:
    """The ballot's heads in order of size, met as the tree grows."""

    def __init__(self, ballot: Ballot, findings: Findings) -> None:
        self._findings = findings
        heads = Head.objects.filter(ballot=ballot).order_by("size", "pk")
        self._rows = heads.iterator(chunk_size=CHUNK)
        self._next = next(self._rows, None)

    def meet(self, frontier: merkle.Frontier, sums: Counter[str]) -> None:
        """Compare every head of the size that the tree has now."""
        while self._next and self._next.size == frontier.size:
            head = self._next
            name = f"{head.audience} {head.number}"
            if bytes(head.root) != frontier.root:
                self._findings.add("root_differs", name)
            if head.sums != {kind: sums[kind.value] for kind in EntryKind}:
                self._findings.add("sums_of_head_differ", name)
            self._next = next(self._rows, None)

    def end(self, frontier: merkle.Frontier) -> None:
        """Note heads that are larger than the tree."""
        if self._next:
            self._findings.add("leaves_are_missing", f"from {frontier.size}")


class _Regrown:
    """The tiles grown anew, 256 leaves at a time, and compared as they are filled."""

    def __init__(self, ballot: Ballot, findings: Findings) -> None:
        self._ballot = ballot
        self._findings = findings
        self._edge: dict[tiles.Place, bytes] = {}
        self._waiting: list[bytes] = []
        self._size = 0
        self._tile_count = 0

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash."""
        self._waiting.append(leaf)
        if len(self._waiting) == tiles.TILE_WIDTH:
            self._grow()

    def _grow(self) -> None:
        changed = tiles.extend(
            size=self._size,
            leaves=self._waiting,
            read=lambda level, index: self._edge.get((level, index), b""),
        )
        self._size += len(self._waiting)
        self._waiting = []
        self._edge.update(changed)
        for place in [p for p, data in self._edge.items() if len(data) == tiles.FULL]:
            self._compare(place)

    def _compare(self, place: tiles.Place) -> None:
        level, index = place
        stored = (
            Tile.objects.filter(ballot=self._ballot, level=level, index=index)
            .values_list("hashes", flat=True)
            .first()
        )
        if bytes(stored or b"") != self._edge.pop(place):
            self._findings.add("tile_differs", f"{level}/{index}")
        self._tile_count += 1

    def end(self) -> None:
        """Compare the tiles that are not full, and see that there are no others."""
        self._grow()
        for place in list(self._edge):
            self._compare(place)
        self._findings.expect(
            "number_of_tiles_differs",
            stored=Tile.objects.filter(ballot=self._ballot).count(),
            recounted=self._tile_count,
        )


def _check_chain(ballot: Ballot, audience: Audience, findings: Findings) -> None:
    published = {
        key.key_id: bytes(key.public)
        for key in SigningKey.objects.filter(use=SigningKey.Use.HEADS)
    }
    last: Head | None = None
    heads = Head.objects.filter(ballot=ballot, audience=audience).order_by("number")
    for number, head in enumerate(heads.iterator(chunk_size=CHUNK), start=1):
        head.ballot = ballot
        name = f"{audience} {head.number}"
        signed = head.as_signed()
        if head.number != number:
            findings.add("head_is_missing", name)
        if signed.previous != (last.as_signed().hash if last else None):
            findings.add("chain_is_broken", name)
        if last is not None and head.size < last.size:
            findings.add("head_shrinks", name)
        public = published.get(head.key_id, b"")
        if not keys.is_signed(
            signed.to_bytes(), signature=head.signature, public=public
        ):
            findings.add("head_is_not_signed", name)
        last = head
    if last is not None and last.stated:
        _check_log(ballot, last, findings)
    if memory.contradicts(last, ballot_uuid=str(ballot.uuid), audience=audience):
        findings.add("signed_heads_are_missing", audience)


def _check_log(ballot: Ballot, head: Head, findings: Findings) -> None:
    """Grounds, dates and roles of the log are what the last public head signed."""
    *_rules, log = statements.of(ballot, size=head.size).splitlines()
    if log != head.stated.splitlines()[-1]:
        findings.add("correction_log_differs_from_head", head.number)


def _check_queue(ballot: Ballot, findings: Findings) -> None:
    """Every entry is either sealed or waits to be, and never both."""
    of_ballot = Entry.objects.filter(ballot=ballot)
    lost = of_ballot.filter(leaf__isnull=True, unsealed__isnull=True)
    both = of_ballot.filter(leaf__isnull=False, unsealed__isnull=False)
    for entry in lost.order_by("pk")[:100]:
        findings.add("entry_is_neither_sealed_nor_queued", entry.pk)
    for entry in both.order_by("pk")[:100]:
        findings.add("entry_is_both_sealed_and_queued", entry.pk)
    known = of_ballot.values("pk")
    gone = Unsealed.objects.filter(ballot=ballot).exclude(entry_id__in=known)
    for row in gone.order_by("pk")[:100]:
        findings.add("queued_entry_is_missing", row.pk)
