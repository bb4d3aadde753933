"""Reads of the tree: heads, tiles and proofs."""

from __future__ import annotations

from medverkan.participation.ballots import merkle, tiles
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, Head, Tile


def last_head(ballot: Ballot, audience: Audience) -> Head | None:
    """Return the newest head of a chain."""
    return (
        Head.objects.filter(ballot=ballot, audience=audience)
        .select_related("ballot")
        .order_by("-number")
        .first()
    )


def tile_reader(ballot: Ballot) -> tiles.TileReader:
    """Return a reader of the ballot's tiles that asks for each one once."""
    known: dict[tiles.Place, bytes] = {}

    def read(level: int, index: int) -> bytes:
        if (level, index) not in known:
            # At most one, so without an order, for which the planner might read them all.
            tile = Tile.objects.filter(ballot=ballot, level=level, index=index)
            hashes = next(iter(tile.values_list("hashes", flat=True)), b"")
            known[level, index] = bytes(hashes)
        return known[level, index]

    return read


def inclusion(ballot: Ballot, *, index: int, size: int) -> list[bytes]:
    """Return the proof that a leaf is in the tree of this size."""
    node = tiles.node_reader(tile_reader(ballot))
    return merkle.inclusion_proof(index, size, node)


def consistency(ballot: Ballot, *, old: int, new: int) -> list[bytes]:
    """Return the proof that the newer tree begins with the older one."""
    node = tiles.node_reader(tile_reader(ballot))
    return merkle.consistency_proof(old, new, node)
