"""What a ballot is about: told by the rooms above, which register themselves here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from medverkan.participation.ballots.channels import REGISTERED_BY_STAFF, Channel
from medverkan.participation.ballots.models import Ballot


@dataclass(frozen=True)
class Subject:
    """
    The thing that is voted on, as the pages of a ballot need it.

    `barred_ids` are users who handle it or have declared a conflict of interest: they decide
    nothing about its votes. `taken_by_staff` are the channels by which its rules let staff
    register votes. `is_held` says that a legal hold forbids destruction. `joined_to`
    is what it was joined to, where support is gathered instead. `needs_number` is untrue
    where the number is handed over to nobody: joined, taken back, or freed from votes.
    """

    title: str
    url: str
    barred_ids: frozenset[int] = field(default_factory=frozenset)
    taken_by_staff: frozenset[Channel] = REGISTERED_BY_STAFF
    is_held: bool = False
    joined_to: Subject | None = None
    needs_number: bool = True


Provider = Callable[[Sequence[Ballot]], Mapping[int, Subject]]
"""Gives the subjects of ballots by the ballots' primary keys, asked once for all."""

NOBODYS = Subject(title="", url="")

_providers: dict[str, Provider] = {}


def register(kind: str, provider: Provider) -> None:
    """
    Let a room tell of the subjects of ballots with this `subject_kind`.

    :raises ValueError: the kind is taken by another provider
    """
    if _providers.setdefault(kind, provider) is not provider:
        raise ValueError(f"subject kind {kind} is registered twice")


def of_all(ballots: Sequence[Ballot]) -> dict[int, Subject]:
    """Return the subject of each ballot by its primary key; unknown ones are nobody's."""
    by_kind: dict[str, list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        by_kind[ballot.subject_kind].append(ballot)
    subjects = {ballot.pk: NOBODYS for ballot in ballots}
    for kind, group in by_kind.items():
        if kind in _providers:
            subjects.update(_providers[kind](group))
    return subjects


def of(ballot: Ballot) -> Subject:
    """Return the subject of one ballot."""
    return of_all([ballot])[ballot.pk]
