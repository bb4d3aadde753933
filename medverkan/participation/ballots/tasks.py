"""What the worker does for ballots: rounds within seconds, and daily jobs."""

from __future__ import annotations

import datetime as dt
import time
from random import SystemRandom

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.schedule import jobs, rounds
from medverkan.participation.ballots import sealer, spool
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, Head, Unsealed
from medverkan.participation.ballots.operations import close_due, expire_due
from medverkan.participation.ballots.queries import last_head
from medverkan.participation.ballots.states import BallotState

REST_BETWEEN_HEADS = dt.timedelta(seconds=3)
LONGEST_ROUND_SECONDS = 5.0
ROSTER_TIME = dt.time(0, 15)


def register() -> None:
    """Register the room's rounds and jobs."""
    rounds.register("ballots.drain", lambda _at: spool.drain())
    rounds.register("ballots.seal", seal_round)
    every_minute = dt.timedelta(minutes=1)
    jobs.job(
        "ballots.expire",
        every=every_minute,
        run=run_expiry,
        title=_("Expire what nobody confirmed, close votes that are over"),
    )
    jobs.job(
        "ballots.publish",
        every=every_minute,
        run=publish_heads,
        title=_("Publish the signed numbers of votes"),
    )
    jobs.job(
        "ballots.roster",
        daily_at=ROSTER_TIME,
        run=sign_roster,
        title=_("Sign the day's list of votes"),
    )


def seal_round(at: dt.datetime) -> int:
    """
    Seal ballots with unsealed entries that have rested; return how many heads.

    It stops after some seconds, and takes the ballots in any order, so that none waits
    behind the others for ever.
    """
    waiting = list(Unsealed.objects.values_list("ballot_id", flat=True).distinct())
    SystemRandom().shuffle(waiting)
    until = time.monotonic() + LONGEST_ROUND_SECONDS
    sealed = 0
    for ballot_id in waiting:
        ballot = Ballot.objects.get(pk=ballot_id)
        if not _rests(ballot, at) and seal_and_note(ballot, at=at) is not None:
            sealed += 1
        if time.monotonic() > until:
            break
    return sealed


def _rests(ballot: Ballot, at: dt.datetime) -> bool:
    last = last_head(ballot, Audience.INTERNAL)
    if last is None or at - last.at >= REST_BETWEEN_HEADS:
        return False
    return Unsealed.objects.filter(ballot=ballot).count() < sealer.BATCH_SIZE


def seal_and_note(ballot: Ballot, *, at: dt.datetime) -> Head | None:
    """Seal a batch, then see whether a threshold was reached or a public head is due."""
    head = sealer.seal(ballot, at=at)
    if head is None:
        return None
    note_and_publish(ballot, at=at)
    return head


def note_and_publish(ballot: Ballot, *, at: dt.datetime) -> None:
    """Note thresholds that were reached; publish a head if one was, or if one is due."""
    if sealer.note_thresholds(ballot, at=at):
        sealer.publish(ballot, at=at)
    else:
        sealer.publish_due(ballot, at=at)


def run_expiry(at: dt.datetime) -> None:
    """Expire what nobody confirmed, after what waits on disk; close what is over."""
    spool.drain()
    expire_due(at)
    close_due(at)


def publish_heads(at: dt.datetime) -> None:
    """
    Publish the public heads that are due, the last one of closed ballots too.

    Thresholds are looked at once more: a worker that was stopped between a seal and its
    threshold would else leave it unseen until the next vote.
    """
    for ballot in Ballot.objects.filter(state=BallotState.OPEN) | Ballot.objects.filter(
        closed_at__gte=at - dt.timedelta(days=30)
    ):
        note_and_publish(ballot, at=at)


def sign_roster(at: dt.datetime) -> None:
    """Sign the day's roster."""
    sealer.sign_roster(at)
