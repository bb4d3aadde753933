"""Hash tiles, 256 wide: the tree in pieces that are read and extended a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from medverkan.participation.ballots import merkle

HASH_SIZE = 32
TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
FULL = TILE_WIDTH * HASH_SIZE

Place = tuple[int, int]
"""Level and index of a tile; level 0 holds leaf hashes, each level above roots of tiles."""

TileReader = Callable[[int, int], bytes]
"""Gives the bytes of a tile, empty where there is none."""


def _fold(hashes: bytes) -> bytes:
    nodes = [hashes[i : i + HASH_SIZE] for i in range(0, len(hashes), HASH_SIZE)]
    while len(nodes) > 1:
        nodes = [
            merkle.node_hash(nodes[i], nodes[i + 1]) for i in range(0, len(nodes), 2)
        ]
    return nodes[0]


def extend(
    *, size: int, leaves: Iterable[bytes], read: TileReader
) -> dict[Place, bytes]:
    """
    Return the tiles that change when leaf hashes are added to a tree of `size` leaves.

    Only the right edge is read: one tile per level.
    """
    changed: dict[Place, bytes] = {}
    incoming = list(leaves)
    level = 0
    while incoming:
        index, filled = divmod(size, TILE_WIDTH)
        tile = read(level, index)[: filled * HASH_SIZE]
        upwards: list[bytes] = []
        for leaf in incoming:
            tile += leaf
            if len(tile) == FULL:
                changed[level, index] = tile
                upwards.append(_fold(tile))
                index, tile = index + 1, b""
        if tile:
            changed[level, index] = tile
        size //= TILE_WIDTH
        incoming, level = upwards, level + 1
    return changed


def node_reader(read: TileReader) -> merkle.NodeReader:
    """Return a reader of perfect subtrees over a reader of tiles."""

    def node(height: int, index: int) -> bytes:
        level, within = divmod(height, TILE_HEIGHT)
        tile, offset = divmod(index << within, TILE_WIDTH)
        start = offset * HASH_SIZE
        hashes = read(level, tile)[start : start + (HASH_SIZE << within)]
        if len(hashes) != HASH_SIZE << within:
            raise LookupError(f"tile {level}/{tile} ends before node {height}/{index}")
        return _fold(hashes)

    return node
