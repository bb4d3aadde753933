"""Which ballots still need their private rows: the key lives until nothing is open."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from medverkan.participation.ballots import subjects
from medverkan.participation.ballots.models import (
    Alarm,
    Ballot,
    Check,
    Match,
    StrikeProposal,
    ThresholdReached,
    Unsealed,
)
from medverkan.participation.ballots.states import BallotState


def unsettled(ballot_ids: Collection[int]) -> set[int]:
    """
    Return those of the ballots that may still change or are doubted.

    Open; with an alarm that nobody has seen to; with votes that are not sealed; with a
    correction or a comparison that waits for a person; or with a threshold reached that
    no second officer has checked, where somebody needs the number.
    """
    if not ballot_ids:
        return set()
    mine = {"ballot": OuterRef("pk")}
    doubted = (
        ~Q(state=BallotState.CLOSED)
        | Exists(Alarm.objects.filter(resolved_at=None, **mine))
        | Exists(Unsealed.objects.filter(**mine))
        | Exists(
            StrikeProposal.objects.filter(state=StrikeProposal.State.PROPOSED, **mine)
        )
        | Exists(Match.objects.filter(is_same=None, **mine))
    )
    found = Ballot.objects.filter(doubted, pk__in=ballot_ids)
    return set(found.values_list("pk", flat=True)) | _unchecked(ballot_ids)


def _unchecked(ballot_ids: Collection[int]) -> set[int]:
    checked = Check.objects.filter(
        ballot=OuterRef("ballot"), threshold=OuterRef("threshold")
    )
    waiting = ThresholdReached.objects.exclude(Exists(checked)).values("ballot")
    ballots = list(Ballot.objects.filter(pk__in=ballot_ids).filter(pk__in=waiting))
    about = subjects.of_all(ballots)
    return {ballot.pk for ballot in ballots if about[ballot.pk].needs_number}
