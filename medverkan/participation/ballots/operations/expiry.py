"""What time does: attempts that nobody confirmed expire, ballots that are over close."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.participation.ballots import claims, subjects, writing
from medverkan.participation.ballots.models import Ballot, Match, Pending
from medverkan.participation.ballots.operations.ballots import NotOver, close
from medverkan.participation.ballots.operations.outcomes import OUTCOME_STEP
from medverkan.participation.ballots.states import BallotState, EntryKind

# Confirmations that were spooled while the database was away get this long to be drained.
GRACE = dt.timedelta(hours=1)
BATCH_SIZE = 200


def expire_due(at: dt.datetime) -> int:
    """Expire attempts whose time to confirm ended an hour ago; return how many."""
    total = 0
    while True:
        due = list(
            Pending.objects.filter(deadline_at__lte=at - GRACE)
            .order_by("deadline_at", "pk")
            .values_list("ballot_id", "number")[:BATCH_SIZE]
        )
        if not due:
            return total
        ballots = Ballot.objects.in_bulk({ballot_id for ballot_id, _ in due})
        with transaction.atomic():
            for ballot_id, number in due:
                total += _expire(ballots[ballot_id], number)


def _expire(ballot: Ballot, number: object) -> bool:
    if claims.take(ballot, number) is None:
        return False
    return writing.append(
        ballot=ballot, number=number, step=OUTCOME_STEP, kind=EntryKind.EXPIRED
    )


@transaction.atomic
def _expire_rows(ballot: Ballot) -> None:
    Match.objects.filter(ballot=ballot, is_same=None).delete()
    rows = Pending.objects.filter(ballot=ballot, deadline_at=None).order_by("pk")
    for number in list(rows.values_list("number", flat=True)):
        _expire(ballot, number)


def close_due(at: dt.datetime) -> int:
    """
    Close ballots whose last confirmation day is over; return how many.

    Rows that wait to be compared hold the closing, but not where nobody needs the number:
    there they expire like a letter that nobody answered.
    """
    closed = 0
    open_ones = Ballot.objects.filter(
        state=BallotState.OPEN, closes_at__lte=at
    ).order_by("closes_at")
    for ballot in open_ones:
        if at >= ballot.last_confirmation_at + GRACE:
            if not subjects.of(ballot).needs_number:
                _expire_rows(ballot)
            try:
                close(ballot=ballot, at=at)
            except NotOver:
                continue
            closed += 1
    return closed
