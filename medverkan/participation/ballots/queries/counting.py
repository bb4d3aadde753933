"""The count: one statement, used on every surface where a number of votes is shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields

from medverkan.foundation.prepared import ask
from medverkan.participation.ballots.models import Ballot
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


_ENTRIES = ", ".join(
    f"CASE WHEN entry.kind = '{kind}' THEN 1 ELSE 0 END" for kind in EntryKind
)
_HEADS = ", ".join(f"head.{kind}" for kind in EntryKind)
# The newest internal head of each ballot, each entry that is not sealed yet, and each
# counted row that cannot be compared. By hand: as a queryset it takes longer to put
# together than to answer.
_COUNT = f"""
    SELECT ballot.id AS ballot_id, {_HEADS}, 0
    FROM ballots_ballot ballot
    JOIN ballots_head head ON head.id = (
        SELECT newest.id FROM ballots_head newest
        WHERE newest.ballot_id = ballot.id AND newest.audience = 'internal'
        ORDER BY newest.number DESC LIMIT 1
    )
    WHERE ballot.id IN ({{ids}})
    UNION ALL
    SELECT entry.ballot_id, {_ENTRIES}, 0
    FROM ballots_unsealed unsealed
    JOIN ballots_entry entry ON entry.id = unsealed.entry_id
    WHERE unsealed.ballot_id IN ({{ids}})
    UNION ALL
    SELECT ballot_id, {"0, " * len(EntryKind)} 1
    FROM ballots_standing
    WHERE ballot_id IN ({{ids}}) AND NOT is_comparable AND state = 'counted'
"""  # noqa: S608 - constants, and places for ids
_SUMS = ", ".join(f"SUM(n{n})" for n in range(len(EntryKind) + 1))
_NAMES = ", ".join(f"n{n}" for n in range(len(EntryKind) + 1))


def count(ballot_ids: Collection[int]) -> dict[int, Count]:
    """
    Return how each ballot stands now, exact at every commit, in one statement.

    The sums at the last internal head, plus the entries that are not sealed yet.
    """
    counts = dict.fromkeys(ballot_ids, Count())
    if not counts:
        return counts
    values = {f"ballot{place}": ballot_id for place, ballot_id in enumerate(counts)}
    ids = ", ".join(f"%({name})s" for name in values)
    statement = (
        f"WITH parts (ballot_id, {_NAMES}) AS ({_COUNT.format(ids=ids)}) "  # noqa: S608 - places only
        f"SELECT ballot_id, {_SUMS} FROM parts GROUP BY ballot_id"
    )
    for ballot_id, *sums in ask(statement, values):
        counts[ballot_id] = Count(*(int(one) for one in sums))
    return counts


def count_of(ballot: Ballot) -> Count:
    """Return how one ballot stands now."""
    return count([ballot.pk])[ballot.pk]
