import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medverkan.participation.ballots import heads
from medverkan.participation.ballots.states import EntryKind

HEAD = heads.Head(
    ballot=UUID("0e4e0a0c-7f6e-4f6a-9f9a-2b1f1b1c1d1e"),
    audience=heads.Audience.PUBLIC,
    number=2,
    size=5,
    root=b"\x01" * 32,
    sums=heads.no_entries() | {EntryKind.RECEIVED: 3, EntryKind.CONFIRMED: 2},
    rule_set_version=4,
    at=dt.datetime(2026, 11, 10, 13, 0, tzinfo=dt.UTC),
    previous=b"\x02" * 32,
    key_id="0123456789abcdef",
)


class TestHead:
    @given(
        number=st.integers(1, 10_000),
        size=st.integers(0, 10**7),
        previous=st.none() | st.binary(min_size=32, max_size=32),
        stated=st.sampled_from(["", "threshold 150\ncorrections -\n"]),
    )
    def test_reads_back_as_it_was_written(self, number, size, previous, stated):
        head = replace(HEAD, number=number, size=size, previous=previous, stated=stated)

        assert heads.parse(head.to_bytes()) == head

    def test_holds_every_sum(self):
        text = HEAD.to_bytes().decode()

        assert all(f"\n{kind} {HEAD.sums[kind]}\n" in text for kind in EntryKind)

    def test_changes_its_hash_with_any_field(self):
        assert replace(HEAD, size=6).hash != HEAD.hash

    @pytest.mark.parametrize(
        ("old", "new"),
        [(b"received 3", b"received 03"), (b"public", b"secret"), (b"Z\n", b"\n")],
    )
    def test_has_no_second_form(self, old, new):
        with pytest.raises(heads.MalformedHead):
            heads.parse(HEAD.to_bytes().replace(old, new))

    def test_is_not_read_from_half_its_lines(self):
        with pytest.raises(heads.MalformedHead):
            heads.parse(HEAD.to_bytes()[:100])
