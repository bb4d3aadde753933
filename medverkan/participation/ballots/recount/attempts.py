"""Attempts replayed from their entries, and compared with the private tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from medverkan.foundation.states import TransitionRefused
from medverkan.participation.ballots import keys
from medverkan.participation.ballots.leaves import Leaf
from medverkan.participation.ballots.models import (
    Ballot,
    Correction,
    Entry,
    Pending,
    PersonKey,
    Standing,
)
from medverkan.participation.ballots.queries import count_of
from medverkan.participation.ballots.recount.findings import Findings
from medverkan.participation.ballots.states import AttemptState, EntryKind, replay

CHUNK = 5000
KNOWN_KINDS = frozenset(kind.value for kind in EntryKind)
_COLUMNS = (
    "number",
    "step",
    "kind",
    "correction",
    "payload_hash",
    "mac",
    "mac_key",
    "leaf__index",
    "pk",
)


def recount_attempts(ballot: Ballot, findings: Findings) -> None:
    """
    Replay every attempt; compare MACs, order, states, sums, corrections and private rows.

    Once the key is destroyed by decision there must be no private row at all.
    """
    is_private = ballot.key_destroyed_at is None
    sums: Counter[str] = Counter()
    states: Counter[str] = Counter()
    corrections: Counter[tuple[int, str]] = Counter()
    standings = _Beside(_standings(ballot), "standing", findings)
    pending = _Beside(_pending(ballot), "pending", findings)
    for number, rows in groupby(_entries(ballot), key=lambda row: row[0]):
        kinds = []
        last_index = -1
        for row in rows:
            if row[2] not in KNOWN_KINDS:
                findings.add("entry_kind_is_unknown", row[8])
                continue
            kinds.append(EntryKind(row[2]))
            _check_entry(ballot, row, step=len(kinds), findings=findings)
            last_index = _check_place(row, after=last_index, findings=findings)
            sums[row[2]] += 1
            if row[3] is not None:
                corrections[row[3], row[2]] += 1
        state = _state_of(kinds, number, findings)
        states[state] += 1
        stands = is_private and state in (AttemptState.COUNTED, AttemptState.STRUCK)
        standings.meet(number, state if stands else None)
        pending.meet(number, state if state == AttemptState.PENDING else None)
    standings.end()
    pending.end()
    findings.entry_count = sums.total()
    _compare_sums(ballot, sums, states, findings)
    _compare_corrections(ballot, corrections, findings)
    _look_for_empty_standings(ballot, findings)
    _look_for_shared_identities(ballot, findings)


def _entries(ballot: Ballot) -> Iterator[tuple[Any, ...]]:
    entries = Entry.objects.filter(ballot=ballot).order_by("number", "step")
    return entries.values_list(*_COLUMNS).iterator(chunk_size=CHUNK)


def _check_entry(
    ballot: Ballot, row: tuple[Any, ...], *, step: int, findings: Findings
) -> None:
    number, row_step, kind, correction, payload, mac, mac_key, _index, pk = row
    leaf = Leaf(
        ballot=ballot.uuid,
        kind=EntryKind(kind),
        number=number,
        step=row_step,
        correction=correction,
        payload_hash=None if payload is None else bytes(payload),
    )
    if not keys.is_mac_right(leaf.to_bytes(), key_id=mac_key, mac=mac):
        findings.add("entry_has_wrong_mac", pk)
    if row_step != step:
        findings.add("step_is_missing", pk)


def _check_place(row: tuple[Any, ...], *, after: int, findings: Findings) -> int:
    index = row[7]
    if index is None:
        return after
    if index <= after:
        findings.add("steps_are_sealed_out_of_order", row[8])
    return index


def _state_of(kinds: list[EntryKind], number: UUID, findings: Findings) -> str:
    try:
        return replay(kinds) or ""
    except TransitionRefused:
        findings.add("entries_are_out_of_order", number.hex)
        return "unlawful"


def _standings(ballot: Ballot) -> Iterable[tuple[UUID, str]]:
    rows = Standing.objects.filter(ballot=ballot).order_by("number")
    return rows.values_list("number", "state").iterator(chunk_size=CHUNK)


def _pending(ballot: Ballot) -> Iterable[tuple[UUID, str]]:
    rows = Pending.objects.filter(ballot=ballot).order_by("number")
    numbers = rows.values_list("number", flat=True).iterator(chunk_size=CHUNK)
    return ((number, AttemptState.PENDING.value) for number in numbers)


class _Beside:
    """Rows in order of number, met one by one by the replayed attempts, in flat memory."""

    def __init__(
        self, rows: Iterable[tuple[UUID, str]], name: str, findings: Findings
    ) -> None:
        self._rows = iter(rows)
        self._name = name
        self._findings = findings
        self._next = next(self._rows, None)

    def meet(self, number: UUID, state: str | None) -> None:
        """Compare the row of this number, if any, with the replayed state."""
        while self._next and self._next[0] < number:
            self._findings.add(f"{self._name}_without_attempt", self._next[0].hex)
            self._next = next(self._rows, None)
        found = None
        if self._next and self._next[0] == number:
            found = self._next[1]
            self._next = next(self._rows, None)
        # A withdrawn vote's standing may have gone on to a newer attempt.
        if found != state and not (state is None and found == AttemptState.WITHDRAWN):
            self._findings.add(f"{self._name}_differs_from_entries", number.hex)

    def end(self) -> None:
        """Note the rows that no attempt met."""
        while self._next:
            self._findings.add(f"{self._name}_without_attempt", self._next[0].hex)
            self._next = next(self._rows, None)


def _compare_sums(
    ballot: Ballot, sums: Counter[str], states: Counter[str], findings: Findings
) -> None:
    count = count_of(ballot)
    findings.expect(
        "sums_differ",
        stored={kind.value: number for kind, number in count.sums.items()},
        recounted={kind.value: sums[kind.value] for kind in EntryKind},
    )
    findings.expect(
        "states_differ",
        stored={state.value: number for state, number in count.states.items()},
        recounted={state.value: states[state.value] for state in AttemptState},
    )


def _compare_corrections(
    ballot: Ballot, corrections: Counter[tuple[int, str]], findings: Findings
) -> None:
    logged = {
        (line.number, line.kind): line.vote_count
        for line in Correction.objects.filter(ballot=ballot)
    }
    findings.expect("corrections_differ", stored=logged, recounted=dict(corrections))


def _look_for_empty_standings(ballot: Ballot, findings: Findings) -> None:
    """A standing that can be compared holds a claimed tag."""
    # Not by NOT IN: with half a million tags PostgreSQL read all of them for each standing.
    claimed = PersonKey.objects.filter(standing=OuterRef("pk"))
    empty = Standing.objects.filter(ballot=ballot, is_comparable=True).exclude(
        Exists(claimed)
    )
    for standing in empty.order_by("pk")[:100]:
        findings.add("standing_without_identity", standing.number.hex)


def _look_for_shared_identities(ballot: Ballot, findings: Findings) -> None:
    """The unique index forbids two claims of one tag: unless somebody has dropped it."""
    claimed = PersonKey.objects.filter(ballot=ballot).order_by()
    twice = claimed.values("scheme", "tag").annotate(claims=Count("pk"))
    for row in twice.filter(claims__gt=1)[:100]:
        findings.add("identity_stands_twice", row["scheme"])
