from hashlib import sha256

import pymerkle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medverkan.participation.ballots import merkle, tiles


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(b"%d" % n) for n in range(count)]


def reader(hashes: list[bytes]) -> merkle.NodeReader:
    changed = tiles.extend(size=0, leaves=hashes, read=lambda *_: b"")
    return tiles.node_reader(lookup(changed))


def lookup(grown: dict[tiles.Place, bytes]) -> tiles.TileReader:
    return lambda level, index: grown.get((level, index), b"")


SIZES = st.integers(1, 700)


class TestRoot:
    def test_of_nothing_is_the_hash_of_nothing(self):
        assert merkle.root_of([]) == sha256(b"").digest()

    def test_separates_leaves_from_nodes(self):
        left, right = leaves(2)

        assert merkle.root_of([left, right]) == sha256(b"\x01" + left + right).digest()

    @given(size=SIZES)
    @settings(max_examples=25, deadline=None)
    def test_is_what_pymerkle_says(self, size):
        peer = pymerkle.InmemoryTree(algorithm="sha256")
        for n in range(size):
            peer.append_entry(b"%d" % n)

        assert merkle.root_of(leaves(size)) == peer.get_root(size)

    @given(size=SIZES, prefix=SIZES)
    @settings(max_examples=50, deadline=None)
    def test_is_the_same_from_tiles_and_from_the_frontier(self, size, prefix):
        hashes = leaves(max(size, prefix))

        assert merkle.root(prefix, reader(hashes)) == merkle.root_of(hashes[:prefix])


class TestInclusionProof:
    @given(size=SIZES, data=st.data())
    @settings(max_examples=60, deadline=None)
    def test_leads_from_every_leaf_to_the_root(self, size, data):
        index = data.draw(st.integers(0, size - 1))
        hashes = leaves(size)

        proof = merkle.inclusion_proof(index, size, reader(hashes))

        root = merkle.root_of(hashes)
        assert len(proof) <= (size - 1).bit_length()
        assert merkle.is_included(
            leaf=hashes[index], index=index, size=size, proof=proof, root=root
        )
        other = (index + 1) % size
        assert size == 1 or not merkle.is_included(
            leaf=hashes[index], index=other, size=size, proof=proof, root=root
        )

    def test_knows_no_leaf_outside_the_tree(self):
        with pytest.raises(IndexError):
            merkle.inclusion_proof(3, 3, reader(leaves(3)))

    def test_fails_with_a_changed_or_longer_path(self):
        hashes = leaves(5)
        proof = merkle.inclusion_proof(2, 5, reader(hashes))
        root = merkle.root_of(hashes)

        for wrong in ([*proof, proof[0]], proof[:-1], [proof[0], *proof[:-1]]):
            assert not merkle.is_included(
                leaf=hashes[2], index=2, size=5, proof=wrong, root=root
            )


class TestConsistencyProof:
    @given(sizes=st.tuples(SIZES, SIZES).map(sorted))
    @settings(max_examples=60, deadline=None)
    def test_shows_that_one_tree_begins_with_another(self, sizes):
        old, new = sizes
        hashes = leaves(new)

        proof = merkle.consistency_proof(old, new, reader(hashes))

        assert merkle.is_consistent(
            old=old,
            new=new,
            proof=proof,
            old_root=merkle.root_of(hashes[:old]),
            new_root=merkle.root_of(hashes),
        )

    @given(sizes=st.tuples(SIZES, SIZES).map(sorted))
    @settings(max_examples=30, deadline=None)
    def test_fails_when_history_was_rewritten(self, sizes):
        old, new = sizes
        hashes = leaves(new)
        rewritten = [merkle.leaf_hash(b"other"), *hashes[1:]]

        proof = merkle.consistency_proof(old, new, reader(rewritten))

        assert not merkle.is_consistent(
            old=old,
            new=new,
            proof=proof,
            old_root=merkle.root_of(hashes[:old]),
            new_root=merkle.root_of(rewritten),
        )


class TestTiles:
    @given(batches=st.lists(st.integers(0, 400), max_size=6))
    @settings(max_examples=30, deadline=None)
    def test_grow_the_same_in_batches_as_at_once(self, batches):
        hashes = leaves(sum(batches))
        grown: dict[tiles.Place, bytes] = {}
        size = 0
        read = lookup(grown)
        for batch in batches:
            more = hashes[size : size + batch]
            grown |= tiles.extend(size=size, leaves=more, read=read)
            size += batch

        assert grown == tiles.extend(size=0, leaves=hashes, read=lambda *_: b"")

    def test_ignore_what_lies_beyond_the_size(self):
        kept = leaves(3)
        torn = {(0, 0): b"".join(leaves(5))}

        changed = tiles.extend(
            size=2, leaves=kept[2:], read=lambda *place: torn.get(place, b"")
        )

        assert changed[0, 0] == b"".join(kept)

    def test_say_when_a_node_is_missing(self):
        with pytest.raises(LookupError):
            reader(leaves(3))(2, 0)
