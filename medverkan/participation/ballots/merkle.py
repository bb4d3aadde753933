"""The Merkle tree of RFC 9162 section 2.1: roots, proofs, and how to check them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256

NodeReader = Callable[[int, int], bytes]
"""Gives the hash of the perfect subtree of this height at this index of its height."""

EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256 over 0x00 and the data."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256 over 0x01 and both children."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: gives its root at any moment in flat memory."""

    def __init__(self) -> None:
        self.size = 0
        self._perfect: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash to the right."""
        self._perfect.append(leaf)
        self.size += 1
        merges = (self.size & -self.size).bit_length() - 1
        for _ in range(merges):
            right = self._perfect.pop()
            self._perfect.append(node_hash(self._perfect.pop(), right))

    @property
    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self._perfect:
            return EMPTY_ROOT
        root = self._perfect[-1]
        for left in reversed(self._perfect[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes in order."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def range_hash(start: int, end: int, node: NodeReader) -> bytes:
    """Return the hash over leaves `start` to `end` (exclusive), as RFC 9162 splits them."""
    size = end - start
    if size == 0:
        return EMPTY_ROOT
    if size & (size - 1) == 0:
        height = size.bit_length() - 1
        return node(height, start >> height)
    middle = start + _split(size)
    return node_hash(range_hash(start, middle, node), range_hash(middle, end, node))


def root(size: int, node: NodeReader) -> bytes:
    """Return the root of the tree's first `size` leaves."""
    return range_hash(0, size, node)


def inclusion_proof(index: int, size: int, node: NodeReader) -> list[bytes]:
    """
    Return the hashes that lead from leaf `index` to the root of the first `size` leaves.

    :raises IndexError: the leaf is outside the tree
    """
    if not 0 <= index < size:
        raise IndexError(index)
    return _path(index, 0, size, node)


def _path(index: int, start: int, end: int, node: NodeReader) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle, node), range_hash(middle, end, node)]
    return [*_path(index, middle, end, node), range_hash(start, middle, node)]


def consistency_proof(old: int, new: int, node: NodeReader) -> list[bytes]:
    """
    Return the hashes that show that the tree of `new` leaves begins with that of `old`.

    :raises IndexError: there is no such pair of trees
    """
    if not 0 < old <= new:
        raise IndexError(old)
    return _subproof(old, 0, new, node, known=True)


def _subproof(
    old: int, start: int, end: int, node: NodeReader, *, known: bool
) -> list[bytes]:
    if old == end:
        return [] if known else [range_hash(start, end, node)]
    middle = start + _split(end - start)
    if old <= middle:
        proof = _subproof(old, start, middle, node, known=known)
        return [*proof, range_hash(middle, end, node)]
    proof = _subproof(old, middle, end, node, known=False)
    return [*proof, range_hash(start, middle, node)]


def is_included(
    *, leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes
) -> bool:
    """Tell whether the proof leads from the leaf hash to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, result = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            result = node_hash(step, result)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            result = node_hash(result, step)
        position, last = position >> 1, last >> 1
    return last == 0 and result == root


def is_consistent(
    *, old: int, new: int, proof: list[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Tell whether the second tree begins with the first one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    steps = list(proof) if old & (old - 1) else [old_root, *proof]
    if not (0 < old < new and steps):
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    return (old_root, new_root) == _climb(steps, position, last)


def _climb(
    steps: list[bytes], position: int, last: int
) -> tuple[bytes, bytes] | tuple[()]:
    """Return both roots that a consistency proof leads to; nothing when it does not end."""
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return ()
        if position & 1 or position == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            second = node_hash(second, step)
        position, last = position >> 1, last >> 1
    return (first, second) if last == 0 else ()
