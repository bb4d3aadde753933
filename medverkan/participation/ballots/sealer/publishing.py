"""Public heads: few, so that they do not tell when somebody voted."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import SYSTEM
from medverkan.participation.ballots import events, frozen, statements
from medverkan.participation.ballots.heads import Audience
from medverkan.participation.ballots.models import Ballot, Correction, Entry, Head
from medverkan.participation.ballots.queries.tree import last_head
from medverkan.participation.ballots.sealer import locks, memory
from medverkan.participation.ballots.sealer.batches import Refused, raise_alarm
from medverkan.participation.ballots.sealer.signing import sign_head
from medverkan.participation.ballots.states import BallotState, EntryKind

OFTEN = dt.timedelta(hours=1)
ENOUGH = 10
SELDOM = dt.timedelta(days=1)


def publish_due(ballot: Ballot, *, at: dt.datetime) -> Head | None:
    """Publish a head if one is due: hourly after ten entries, else daily, and after events."""
    sealed = last_head(ballot, Audience.INTERNAL)
    shown = last_head(ballot, Audience.PUBLIC)
    if sealed is None:
        return None
    if not _is_due(ballot, sealed=sealed, shown=shown, at=at):
        return None
    return publish(ballot, at=at)


def _is_due(
    ballot: Ballot, *, sealed: Head, shown: Head | None, at: dt.datetime
) -> bool:
    if shown is not None and shown.size == sealed.size:
        return not _states_rules(shown, ballot)
    is_corrected = Correction.objects.filter(ballot=ballot).exists()
    if is_corrected and _is_correction_half_sealed(ballot):
        return False
    if ballot.state == BallotState.CLOSED:
        return True
    since, size = (shown.at, shown.size) if shown else (ballot.opens_at, 0)
    if sealed.size - size >= ENOUGH and at - since >= OFTEN:
        return True
    return at - since >= SELDOM or (is_corrected and _is_news(sealed, shown))


def _states_rules(shown: Head, ballot: Ballot) -> bool:
    """Tell whether the head says the rules as they are: a window may have ended early."""
    return shown.stated.startswith(statements.rules_of(ballot))


def _is_news(sealed: Head, shown: Head | None) -> bool:
    """A correction is shown as soon as all of it is sealed: its line names the heads around."""
    changed = (EntryKind.STRUCK, EntryKind.RESTORED)
    return shown is None or any(sealed.sums[k] != shown.sums[k] for k in changed)


def _is_correction_half_sealed(ballot: Ballot) -> bool:
    return Entry.objects.filter(
        unsealed__ballot=ballot, correction__isnull=False
    ).exists()


def publish(ballot: Ballot, *, at: dt.datetime) -> Head | None:
    """
    Sign a public head over what the last internal one covers.

    :raises KeyMissing: this process does not hold the signing key
    """
    try:
        with transaction.atomic():
            head = _publish(ballot, at=at)
    except Refused as refusal:
        raise_alarm(ballot, refusal, at=at)
        return None
    if head is not None:
        memory.remember(head)
    return head


def _publish(ballot: Ballot, *, at: dt.datetime) -> Head | None:
    if not locks.take(ballot.pk):
        return None
    sealed = last_head(ballot, Audience.INTERNAL)
    shown = last_head(ballot, Audience.PUBLIC)
    if sealed is None:
        return None
    ballot = Ballot.objects.get(pk=ballot.pk)
    if shown is not None and shown.size >= sealed.size and _states_rules(shown, ballot):
        return None
    if not frozen.are_ours(ballot):
        raise Refused("ballot_rules_were_changed")
    if memory.contradicts(
        shown, ballot_uuid=str(ballot.uuid), audience=Audience.PUBLIC
    ):
        raise Refused("signed_heads_are_missing")
    head = sign_head(
        ballot=ballot,
        audience=Audience.PUBLIC,
        last=shown,
        size=sealed.size,
        root=bytes(sealed.root),
        sums=sealed.sums,
        stated=statements.of(ballot, size=sealed.size),
        at=at,
    )
    audit.record(
        events.HEAD_PUBLISHED,
        subject=ballot,
        actor=SYSTEM,
        at=at,
        about_case=ballot.about_case,
        body_id=ballot.body_id,
        number=head.number,
        size=head.size,
        counted=_counted(head),
    )
    return head


def _counted(head: Head) -> int:
    return head.confirmed - head.withdrawn - head.struck + head.restored
