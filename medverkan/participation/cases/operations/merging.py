"""Join cases about the same thing under one that leads, and take them apart again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import events, merging, rules
from medverkan.participation.cases.models import Case, ReplyDraft
from medverkan.participation.cases.operations.locking import lock, record, save


class CannotBeJoined(Exception):
    """One of the cases must be answered by itself; `why` says so in words."""

    def __init__(self, case: Case, why: Any) -> None:
        self.case, self.why = case, why
        super().__init__(case.reference)


@transaction.atomic
def merge(
    *,
    cases: Collection[Case],
    into: Case,
    versions: Mapping[int, int],
    actor: Actor,
    at: dt.datetime,
) -> Case:
    """
    Have these cases answered together with the one that leads, all of them or none.

    Each keeps its reference, register number, arrival, clock and author. `versions` holds what
    the actor saw, by id. A draft of an answer in a joined case is thrown away.

    :raises CannotBeJoined: one is another authority's, gathers votes, may be secret, is answered
    :raises ChangedMeanwhile: somebody else changed one of them
    """
    # In one order for everybody: two who join the same cases crosswise must not lock each other.
    every = sorted({case.pk: case for case in [*cases, into]}.values(), key=_pk)
    locked = {case.pk: lock(case, version=versions.get(case.pk)) for case in every}
    leading = locked[into.pk]
    require(rules.may_handle(actor, leading))
    reason = rules.why_alone(leading)
    if reason:
        raise CannotBeJoined(leading, reason)
    for case in cases:
        _join(locked[case.pk], leading, actor=actor, at=at)
    save(leading)
    return leading


def _join(case: Case, leading: Case, *, actor: Actor, at: dt.datetime) -> None:
    reason = rules.why_not_joined(actor, case, into=leading)
    if reason:
        raise CannotBeJoined(case, reason)
    ReplyDraft.objects.filter(case=case).delete()
    case.merged_into = leading
    save(case, "merged_into")
    record(events.MERGED, case, actor=actor, at=at, into=leading.pk)


@transaction.atomic
def part(*, case: Case, version: int, actor: Actor, at: dt.datetime) -> Case:
    """Let a joined case stand alone again, while it has not been answered."""
    case = lock(case, version=version)
    require(rules.may_part(actor, case))
    _part(case, actor=actor, at=at)
    return case


def stand_alone(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    """
    Take a locked case apart from all it is joined with, before what makes it stand alone.

    Called where secrecy, another authority, a new opening or taking back would else leave
    somebody without an answer.
    """
    if case.merged_into_id is not None:
        _part(case, actor=actor, at=at)
    for joined in merging.waiting(case):
        _part(lock(joined, version=None), actor=actor, at=at)


def _part(case: Case, *, actor: Actor, at: dt.datetime) -> None:
    case.merged_into = None
    save(case, "merged_into")
    record(events.PARTED, case, actor=actor, at=at)


def _pk(case: Case) -> int:
    return case.pk
