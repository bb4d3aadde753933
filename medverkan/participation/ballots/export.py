"""The export of a ledger: everything that is public, in the files the verifier reads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from medverkan.foundation import calendar
from medverkan.participation.ballots import statements, tiles
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import (
    Ballot,
    Correction,
    Entry,
    Head,
    Leaf,
    Roster,
    SigningKey,
    Tile,
)
from medverkan.participation.ballots.queries import Count, last_head
from medverkan.participation.ballots.sealer.roster import roster_text, signed_text
from medverkan.participation.ballots.verifier import verify

FORMAT = "medverkan-export/1"
CHUNK = 5000


class NothingPublished(Exception):
    """There is no public head yet, so that nothing is signed."""


def write(ballot: Ballot, folder: Path) -> Head:
    """
    Write the ledger up to its last public head into a folder; return that head.

    :raises NothingPublished: there is no public head yet
    """
    head = last_head(ballot, Audience.PUBLIC)
    if head is None:
        raise NothingPublished(ballot)
    folder.mkdir(parents=True, exist_ok=True)
    _write_json(folder / "ledger.json", about(ballot, head))
    _write_json(folder / "keys.json", public_keys())
    _write_json(folder / "corrections.json", corrections(ballot, head))
    with (folder / "leaves.txt").open("wb") as file:
        file.writelines(leaves(ballot, start=0, end=head.size))
    with (folder / "heads.txt").open("w", encoding="ascii", newline="\n") as file:
        file.writelines(signed_text(one) for one in public_heads(ballot))
    _write_tiles(ballot, head, folder / "tiles")
    _write_rosters(ballot, folder / "rosters")
    shutil.copyfile(verify.__file__, folder / "verify.py")
    return head


def about(ballot: Ballot, head: Head) -> dict[str, Any]:
    """Return what the ballot is, under which signed rules, and how it stands at the head."""
    names = ("received", "confirmed", "repeated", "expired", "withdrawn")
    count = Count(
        **{name: getattr(head, name) for name in names},
        struck_entries=head.struck,
        restored_entries=head.restored,
    )
    return {
        "format": FORMAT,
        "ballot": str(ballot.uuid),
        "kind": ballot.kind,
        "rule_set_version": head.rule_set_version,
        **statements.rules_in(head.stated or statements.rules_of(ballot)),
        "received": count.received,
        "states": {state.value: number for state, number in count.states.items()},
    }


def public_keys() -> list[dict[str, str]]:
    """Return every public key that has signed something, old ones too."""
    return [
        {
            "key_id": key.key_id,
            "public": bytes(key.public).hex(),
            "signs": key.use,
            "first_used": calendar.local_date(key.first_used_at).isoformat(),
        }
        for key in SigningKey.objects.order_by("first_used_at", "pk")
    ]


def corrections(ballot: Ballot, head: Head) -> list[dict[str, Any]]:
    """Return the public correction log up to a head, with the heads before and after."""
    places: dict[int, list[int]] = {}
    sealed = Entry.objects.filter(
        ballot=ballot, correction__isnull=False, leaf__index__lt=head.size
    ).values_list("correction", "leaf__index")
    for number, index in sealed.order_by("leaf__index"):
        places.setdefault(number, []).append(index)
    heads = list(public_heads(ballot))
    return [
        {
            "number": line.number,
            "kind": line.kind,
            "date": line.decided_date.isoformat(),
            "ground": line.ground,
            "how_many": line.vote_count,
            "role": line.role,
            "head_before": _before(heads, min(places[line.number])),
            "head_after": _after(heads, max(places[line.number])),
        }
        for line in Correction.objects.filter(ballot=ballot).order_by("number")
        if line.number in places
    ]


def _before(heads: list[Head], index: int) -> int | None:
    return max((head.number for head in heads if head.size <= index), default=None)


def _after(heads: list[Head], index: int) -> int | None:
    return min((head.number for head in heads if head.size > index), default=None)


def public_heads(ballot: Ballot) -> Iterator[Head]:
    """Yield the public heads in order."""
    heads = Head.objects.filter(ballot=ballot, audience=Audience.PUBLIC)
    for head in heads.order_by("number").iterator(chunk_size=CHUNK):
        head.ballot = ballot
        yield head


def leaves(ballot: Ballot, *, start: int, end: int) -> Iterator[bytes]:
    """Yield the leaves from `start` up to `end`, exclusive, as they are hashed."""
    found = Leaf.objects.filter(ballot=ballot, index__gte=start, index__lt=end)
    ordered = found.select_related("entry").order_by("index")
    for leaf in ordered.iterator(chunk_size=CHUNK):
        yield leaf.entry.as_leaf(ballot.uuid).to_bytes()


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def covered(tile: Tile, head: Head) -> bytes:
    """Return as much of a tile as the head covers."""
    width = (head.size >> (tiles.TILE_HEIGHT * tile.level)) - (
        tile.index * tiles.TILE_WIDTH
    )
    return bytes(tile.hashes)[: max(0, width) * tiles.HASH_SIZE]


def _write_tiles(ballot: Ballot, head: Head, folder: Path) -> None:
    for tile in Tile.objects.filter(ballot=ballot).order_by("pk").iterator(CHUNK):
        if hashes := covered(tile, head):
            path = folder / str(tile.level) / str(tile.index)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(hashes)


def _write_rosters(ballot: Ballot, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    named = Roster.objects.filter(body__contains=str(ballot.uuid)).order_by("date")
    for roster in named.iterator(chunk_size=10):
        path = folder / f"{roster.date}.txt"
        path.write_text(roster_text(roster), encoding="ascii", newline="\n")
