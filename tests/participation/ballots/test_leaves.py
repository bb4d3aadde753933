from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.participation.ballots import leaves
from medverkan.participation.ballots.states import EntryKind

LEAF = leaves.Leaf(
    ballot=UUID("0e4e0a0c-7f6e-4f6a-9f9a-2b1f1b1c1d1e"),
    kind=EntryKind.STRUCK,
    number=UUID(hex="ab" * 16),
    step=3,
    correction=2,
)

any_leaf = st.builds(
    leaves.Leaf,
    ballot=st.uuids(),
    kind=st.sampled_from(EntryKind),
    number=st.uuids(),
    step=st.integers(1, 99),
    correction=st.none() | st.integers(1, 999),
    payload_hash=st.none() | st.binary(min_size=32, max_size=32),
)


class TestLeaf:
    def test_is_written_in_seven_lines(self):
        assert LEAF.to_bytes() == (
            b"medverkan-ledger/1\n0e4e0a0c-7f6e-4f6a-9f9a-2b1f1b1c1d1e\nstruck\n"
            b"abababababababababababababababab\n3\n2\n-\n"
        )

    @given(leaf=any_leaf)
    def test_reads_back_as_it_was_written(self, leaf):
        assert leaves.parse(leaf.to_bytes()) == leaf

    @given(leaf=any_leaf, other=any_leaf)
    def test_has_its_own_hash(self, leaf, other):
        assert (leaf.hash == other.hash) == (leaf == other)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b"struck", b"erased"),
            (b"\n3\n", b"\n03\n"),
            (b"abab", b"ABAB"),
            (b"/1", b"/2"),
            (b"-\n", b"-\n\n"),
            (b"-\n", "å\n".encode()),
        ],
    )
    def test_has_no_second_form(self, old, new):
        with pytest.raises(leaves.MalformedLeaf):
            leaves.parse(LEAF.to_bytes().replace(old, new))
