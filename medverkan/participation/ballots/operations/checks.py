"""What a second officer signs before a hand-over, and what an administrator sees to."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import locking, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.participation.ballots import events, rules
from medverkan.participation.ballots.channels import REGISTERED_BY_STAFF
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import (
    Alarm,
    Attempt,
    Ballot,
    Check,
    ThresholdReached,
)
from medverkan.participation.ballots.queries import count_of, last_head

CLOSE_TO_THRESHOLD = 0.1


class NotReached(Exception):
    """The threshold has not been reached, so that there is nothing to check."""


class AlreadyChecked(Exception):
    """Somebody has signed the check for this threshold."""


class PaperNotCompared(Exception):
    """So close to the threshold, the rows on paper are compared by hand first."""


def needs_paper_compared(ballot: Ballot, threshold: int) -> bool:
    """Tell whether the number is within ten per cent of the threshold and paper is in it."""
    counted = count_of(ballot).counted
    is_close = abs(counted - threshold) <= CLOSE_TO_THRESHOLD * threshold
    return (
        is_close
        and Attempt.objects.filter(
            ballot=ballot, channel__in=[c.value for c in REGISTERED_BY_STAFF]
        ).exists()
    )


@transaction.atomic
def sign_check(
    *,
    ballot: Ballot,
    threshold: int,
    post: str,
    is_paper_compared: bool,
    actor: Actor,
    at: dt.datetime,
) -> Check:
    """
    Sign, as a named second officer, that the number was checked and may be handed over.

    `post` is the officer's post as it is shown. The event `ballot.number_checked` lets the
    room of the subject hand over.

    :raises NotPermitted: the actor handles the subject, or may not
    :raises NotReached: the threshold has not been reached
    :raises PaperNotCompared: paper has to be compared by hand first
    :raises AlreadyChecked: somebody has signed
    """
    ballot = Ballot.objects.select_for_update(of=("self",)).get(pk=ballot.pk)
    permissions.require(rules.may_check(actor, ballot))
    reached = ThresholdReached.objects.filter(ballot=ballot, threshold=threshold)
    head = last_head(ballot, Audience.PUBLIC)
    if head is None or not reached.exists():
        raise NotReached(threshold)
    if Check.objects.filter(ballot=ballot, threshold=threshold).exists():
        raise AlreadyChecked(threshold)
    if needs_paper_compared(ballot, threshold) and not is_paper_compared:
        raise PaperNotCompared(threshold)
    check = Check.objects.create(
        ballot=ballot,
        threshold=threshold,
        counted=count_of(ballot).counted,
        head=head,
        signed_by_id=actor.user_id,
        post=post,
        is_paper_compared=is_paper_compared,
        at=at,
    )
    audit.record(
        events.NUMBER_CHECKED,
        subject=ballot,
        actor=actor,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        threshold=threshold,
        counted=check.counted,
    )
    return check


@transaction.atomic
def resolve_alarm(*, alarm: Alarm, actor: Actor, at: dt.datetime) -> Alarm:
    """
    Let the sealer try again after somebody has seen to what it found.

    If the fault is still there, the next round raises a new alarm.

    :raises NotPermitted: the actor does not run the service
    """
    permissions.require(rules.may_resolve_alarm(actor))
    alarm = locking.lock(Alarm.objects.select_related("ballot"), pk=alarm.pk)
    if alarm.resolved_at is not None:
        return alarm
    alarm.resolved_at, alarm.resolved_by_id = at, actor.user_id
    alarm.save(update_fields=["resolved_at", "resolved_by_id"])
    audit.record(
        events.ALARM_RESOLVED,
        subject=alarm.ballot,
        actor=actor,
        at=at,
        about_case=alarm.ballot.about_case,
        body_id=alarm.ballot.body_id,
        alarm=alarm.reason,
    )
    return alarm
