"""The count: one statement, used on every surface where a number of votes is shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields

from django.db.models import Count as CountRows
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value

from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, Entry, Head, Standing
from medverkan.participation.ballots.states import AttemptState, EntryKind


@dataclass(frozen=True)
class Count:
    """
    How a ballot stands: cumulative entries, and from them the attempts in each state.

    `not_comparable` are those of the counted that are rows without e-mail: they cannot be
    fully compared with the other votes.
    """

    received: int = 0
    confirmed: int = 0
    repeated: int = 0
    expired: int = 0
    withdrawn: int = 0
    struck_entries: int = 0
    restored_entries: int = 0
    not_comparable: int = 0

    @property
    def pending(self) -> int:
        """Attempts that wait for their confirmation, or for a person to compare them."""
        return self.received - self.confirmed - self.repeated - self.expired

    @property
    def struck(self) -> int:
        """Attempts removed after a check and not put back."""
        return self.struck_entries - self.restored_entries

    @property
    def counted(self) -> int:
        """The number: confirmed, less withdrawn and struck, and those put back."""
        return self.confirmed - self.withdrawn - self.struck

    @property
    def states(self) -> dict[AttemptState, int]:
        """Attempts by state; together they are `received`."""
        return {state: getattr(self, state.value) for state in AttemptState}

    @property
    def sums(self) -> dict[EntryKind, int]:
        """Entries by kind, as a head states them."""
        values = [getattr(self, field.name) for field in fields(self)]
        return dict(zip(EntryKind, values[:7], strict=True))


_KINDS = [kind.value for kind in EntryKind]


def count(ballot_ids: Collection[int]) -> dict[int, Count]:
    """
    Return how each ballot stands now, exact at every commit, in one statement.

    The sums at the last internal head, plus the entries that are not sealed yet.
    """
    rows = _sealed(ballot_ids).union(
        _unsealed(ballot_ids), _not_comparable(ballot_ids), all=True
    )
    sums = {ballot_id: [0] * 8 for ballot_id in ballot_ids}
    for ballot_id, *numbers in rows:
        sums[ballot_id] = [a + b for a, b in zip(sums[ballot_id], numbers, strict=True)]
    return {ballot_id: Count(*numbers) for ballot_id, numbers in sums.items()}


def count_of(ballot: Ballot) -> Count:
    """Return how one ballot stands now."""
    return count([ballot.pk])[ballot.pk]


def _sealed(ballot_ids: Collection[int]) -> QuerySet:
    internal = Head.objects.filter(
        ballot=OuterRef("ballot"), audience=Audience.INTERNAL
    )
    last = internal.order_by("-number").values("number")[:1]
    sums = {f"{kind}_entries": Sum(kind) for kind in _KINDS}
    return (
        Head.objects.filter(
            ballot__in=ballot_ids, audience=Audience.INTERNAL, number=Subquery(last)
        )
        .values("ballot_id")
        .annotate(**sums)
        .values_list("ballot_id", *sums, Value(0))
    )


def _unsealed(ballot_ids: Collection[int]) -> QuerySet:
    kinds = {f"{kind}_entries": CountRows("pk", filter=Q(kind=kind)) for kind in _KINDS}
    return (
        Entry.objects.filter(unsealed__ballot__in=ballot_ids)
        .values("ballot_id")
        .annotate(**kinds)
        .values_list("ballot_id", *kinds, Value(0))
    )


def _not_comparable(ballot_ids: Collection[int]) -> QuerySet:
    nothing = [Value(0) for _ in _KINDS]
    return (
        Standing.objects.filter(
            ballot__in=ballot_ids, is_comparable=False, state=AttemptState.COUNTED
        )
        .values("ballot_id")
        .annotate(rows=CountRows("pk"))
        .values_list("ballot_id", *nothing, F("rows"))
    )
