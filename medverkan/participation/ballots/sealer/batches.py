"""Sealing: entries become leaves, in batches, behind the votes."""

from __future__ import annotations

import datetime as dt
from collections import deque
from random import SystemRandom
from uuid import UUID

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import SYSTEM
from medverkan.foundation.states import TransitionRefused
from medverkan.participation.ballots import events, frozen, heads, keys, merkle, tiles
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import (
    Alarm,
    Ballot,
    Entry,
    Head,
    Leaf,
    Tile,
    Unsealed,
)
from medverkan.participation.ballots.queries.tree import last_head, tile_reader
from medverkan.participation.ballots.sealer import locks, memory
from medverkan.participation.ballots.sealer.signing import sign_head
from medverkan.participation.ballots.states import EntryKind, replay

BATCH_SIZE = 1000


class Refused(Exception):
    """The sealer found something that our software did not write."""

    def __init__(self, reason: str, *, entry_id: int | None = None) -> None:
        self.reason = reason
        self.entry_id = entry_id
        super().__init__(reason)


def seal(ballot: Ballot, *, at: dt.datetime) -> Head | None:
    """
    Seal up to a batch of entries; return the new internal head, or None.

    None too when another sealer is at it or an alarm waits to be seen to. What it refuses
    raises the alarm and stays unsealed.

    :raises KeyMissing: this process does not hold the signing key
    """
    if Alarm.objects.filter(ballot=ballot, resolved_at=None).exists():
        return None
    try:
        with transaction.atomic():
            head = _seal_batch(ballot, at=at)
    except Refused as refusal:
        raise_alarm(ballot, refusal, at=at)
        return None
    if head is not None:
        memory.remember(head)
    return head


def _seal_batch(ballot: Ballot, *, at: dt.datetime) -> Head | None:
    if not locks.take(ballot.pk):
        return None
    entries = _next_batch(ballot)
    if not entries:
        return None
    if not frozen.are_ours(Ballot.objects.get(pk=ballot.pk)):
        raise Refused("ballot_rules_were_changed")
    last = last_head(ballot, Audience.INTERNAL)
    _refuse_other_history(ballot, last)
    _refuse_strange_entries(ballot, entries)
    ordered = shuffled(entries)
    size = last.size if last else 0
    root = _grow_tree(ballot, ordered, size=size, last=last)
    sums = dict(last.sums if last else heads.no_entries())
    for entry in ordered:
        sums[EntryKind(entry.kind)] += 1
    head = sign_head(
        ballot=ballot,
        audience=Audience.INTERNAL,
        last=last,
        size=size + len(ordered),
        root=root,
        sums=sums,
        at=at,
    )
    Unsealed.objects.filter(entry_id__in=[entry.pk for entry in ordered]).delete()
    audit.record(
        events.BATCH_SEALED,
        subject=ballot,
        actor=SYSTEM,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        entry_count=len(ordered),
        size=head.size,
    )
    return head


def _next_batch(ballot: Ballot) -> list[Entry]:
    queued = list(
        Unsealed.objects.filter(ballot=ballot)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH_SIZE]
    )
    entries = Entry.objects.in_bulk(queued)
    if len(entries) < len(queued):
        raise Refused("queued_entry_is_missing")
    return list(entries.values())


def _refuse_other_history(ballot: Ballot, last: Head | None) -> None:
    if memory.contradicts(
        last, ballot_uuid=str(ballot.uuid), audience=Audience.INTERNAL
    ):
        raise Refused("signed_heads_are_missing")


def _refuse_strange_entries(ballot: Ballot, entries: list[Entry]) -> None:
    for entry in entries:
        data = entry.as_leaf(ballot.uuid).to_bytes()
        if not keys.is_mac_right(data, key_id=entry.mac_key, mac=entry.mac):
            raise Refused("entry_has_wrong_mac", entry_id=entry.pk)
    if Leaf.objects.filter(entry__in=entries).exists():
        raise Refused("entry_is_sealed_already")
    earlier = _sealed_kinds(ballot, {entry.number for entry in entries})
    for entry in sorted(entries, key=lambda one: one.step):
        kinds = earlier.setdefault(entry.number, [])
        kinds.append(EntryKind(entry.kind))
        if entry.step != len(kinds) or not _is_lawful(kinds):
            raise Refused("entry_is_out_of_order", entry_id=entry.pk)


def _sealed_kinds(ballot: Ballot, numbers: set[UUID]) -> dict[UUID, list[EntryKind]]:
    kinds: dict[UUID, list[EntryKind]] = {}
    sealed = (
        Entry.objects.filter(
            ballot=ballot, number__in=numbers, step__gte=1, leaf__isnull=False
        )
        .order_by("step")
        .values_list("number", "kind")
    )
    for number, kind in sealed:
        kinds.setdefault(number, []).append(EntryKind(kind))
    return kinds


def _is_lawful(kinds: list[EntryKind]) -> bool:
    try:
        replay(kinds)
    except TransitionRefused:
        return False
    return True


def shuffled(entries: list[Entry]) -> list[Entry]:
    """Return the entries in random order, but the steps of one attempt in theirs."""
    steps: dict[UUID, deque[Entry]] = {}
    for entry in sorted(entries, key=lambda one: one.step):
        steps.setdefault(entry.number, deque()).append(entry)
    numbers = [entry.number for entry in entries]
    SystemRandom().shuffle(numbers)
    return [steps[number].popleft() for number in numbers]


def _grow_tree(
    ballot: Ballot, ordered: list[Entry], *, size: int, last: Head | None
) -> bytes:
    """Write leaves and tiles; return the new root."""
    read = tile_reader(ballot)
    if last is not None and _root(size, read) != bytes(last.root):
        raise Refused("tiles_do_not_give_the_signed_root")
    Leaf.objects.bulk_create(
        [
            Leaf(ballot_id=ballot.pk, index=size + offset, entry_id=entry.pk)
            for offset, entry in enumerate(ordered)
        ]
    )
    hashes = [entry.as_leaf(ballot.uuid).hash for entry in ordered]
    changed = tiles.extend(size=size, leaves=hashes, read=read)
    Tile.objects.bulk_create(
        [
            Tile(ballot=ballot, level=level, index=index, hashes=data)
            for (level, index), data in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["ballot", "level", "index"],
        update_fields=["hashes"],
    )
    return _root(
        size + len(ordered),
        lambda level, index: changed.get((level, index)) or read(level, index),
    )


def _root(size: int, read: tiles.TileReader) -> bytes:
    try:
        return merkle.root(size, tiles.node_reader(read))
    except LookupError:
        raise Refused("tile_is_missing") from None


def raise_alarm(ballot: Ballot, refusal: Refused, *, at: dt.datetime) -> None:
    """Write down what was found; the ballot rests until a person has seen to it."""
    with transaction.atomic():
        alarm = Alarm(
            ballot=ballot,
            reason=refusal.reason,
            entry_id=refusal.entry_id,
            found_at=at,
        )
        Alarm.objects.bulk_create([alarm], ignore_conflicts=True)
        audit.record(
            events.ALARM_RAISED,
            subject=ballot,
            actor=SYSTEM,
            at=at,
            about_case=ballot.about_case,
            body_id=ballot.body_id,
            alarm=refusal.reason,
        )
