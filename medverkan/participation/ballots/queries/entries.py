"""Reads of entries: where an attempt stands is what its entries say."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Max

from medverkan.participation.ballots.models import Ballot, Correction, Entry
from medverkan.participation.ballots.states import AttemptState, EntryKind, replay


def kinds_of(*, ballot_id: int, number: UUID) -> list[EntryKind]:
    """Return the kinds of an attempt's entries in order of step."""
    kinds = (
        Entry.objects.filter(ballot_id=ballot_id, number=number)
        .order_by("step")
        .values_list("kind", flat=True)
    )
    return [EntryKind(kind) for kind in kinds]


def state_of(*, ballot_id: int, number: UUID) -> AttemptState | None:
    """Return where an attempt stands; None when there is no such attempt."""
    return replay(kinds_of(ballot_id=ballot_id, number=number))


def last_steps(ballot: Ballot, numbers: Collection[UUID]) -> dict[UUID, int]:
    """Return the last step of each of these attempts."""
    rows = (
        Entry.objects.filter(ballot=ballot, number__in=numbers)
        .values("number")
        .annotate(last=Max("step"))
    )
    return {row["number"]: row["last"] for row in rows}


def last_correction(ballot: Ballot, number: UUID) -> Correction | None:
    """Return the line of the public log that changed an attempt last, if any did."""
    corrected = Entry.objects.filter(
        ballot=ballot, number=number, correction__isnull=False
    )
    entry = corrected.order_by("-step").first()
    if entry is None:
        return None
    return Correction.objects.filter(ballot=ballot, number=entry.correction).first()
