"""Thresholds: reached once and for all, found by the one query of the count."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.ballots import events, frozen
from medverkan.participation.ballots.models import Ballot, ThresholdReached
from medverkan.participation.ballots.queries import count_of


def note_thresholds(ballot: Ballot, *, at: dt.datetime) -> list[ThresholdReached]:
    """
    Note every threshold that the count has reached for the first time; return them.

    Of two at once only one notes it: the row is unique.
    """
    known = set(
        ThresholdReached.objects.filter(ballot=ballot).values_list(
            "threshold", flat=True
        )
    )
    missing = [limit for limit in ballot.thresholds if limit not in known]
    # Of changed rules the sealer tells; no threshold of theirs is reached.
    if not missing or not frozen.are_ours(ballot):
        return []
    counted = count_of(ballot).counted
    noted = [
        _note(ballot, limit, counted=counted, at=at)
        for limit in missing
        if counted >= limit
    ]
    return [reached for reached in noted if reached is not None]


@transaction.atomic
def _note(
    ballot: Ballot, threshold: int, *, counted: int, at: dt.datetime
) -> ThresholdReached | None:
    reached, is_new = ThresholdReached.objects.get_or_create(
        ballot=ballot, threshold=threshold, defaults={"counted": counted, "at": at}
    )
    if not is_new:
        return None
    audit.record(
        events.THRESHOLD_REACHED,
        subject=ballot,
        actor=SYSTEM,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        threshold=threshold,
        counted=counted,
    )
    return reached
