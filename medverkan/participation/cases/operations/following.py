"""To follow a case without an account: ask, confirm by the letter, choose, stop."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.notices.tags import address_tag
from medverkan.foundation.permissions import ANYONE, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.following import letters
from medverkan.participation.cases.models import Case, Follower, Subscription
from medverkan.participation.cases.operations.locking import lock
from medverkan.participation.cases.operations.subscribing import end_subscription
from medverkan.participation.cases.states import Frequency

# One who asks again sooner gets no second letter: nobody's mailbox is filled from here.
BETWEEN_LETTERS = dt.timedelta(hours=1)
# An address that has not said yes by then is forgotten.
DAYS_TO_CONFIRM = 7


@transaction.atomic
def ask_to_follow(
    *, case: Case, email: str, frequency: Frequency, language: str, at: dt.datetime
) -> None:
    """
    Write to an address that somebody wants to follow a case with; it follows once it says yes.

    The caller tells the same whether the address followed already or not.

    :raises NotPermitted: the case is not published, or nothing more happens with it
    """
    case = lock(case, version=None)
    require(rules.may_be_followed(case))
    follower, is_new = Follower.objects.get_or_create(
        case=case,
        address_tag=address_tag(email),
        defaults={
            "email": email.strip(),
            "language": language,
            "frequency": frequency,
            "asked_at": at,
        },
    )
    if not is_new:
        if at - follower.asked_at < BETWEEN_LETTERS:
            return
        follower.asked_at = at
        if follower.confirmed_at is None:
            follower.frequency, follower.language = frequency, language
        follower.save(update_fields=["asked_at", "frequency", "language"])
    _record(events.FOLLOW_ASKED, follower, at=at)
    letters.send_to_confirm(follower, at=at)


@transaction.atomic
def follow_by_vote(*, case: Case, email: str, language: str, at: dt.datetime) -> None:
    """
    Let an address follow a case that has proved itself by the letter about a vote.

    Only the hour is kept: by the minute a follower could be told to be a voter. Nothing where
    the case cannot be followed any more, or the address follows already.
    """
    case = lock(case, version=None)
    if not rules.may_be_followed(case):
        return
    hour = at.replace(minute=0, second=0, microsecond=0)
    follower, is_new = Follower.objects.get_or_create(
        case=case,
        address_tag=address_tag(email),
        defaults={
            "email": email.strip(),
            "language": language,
            "asked_at": hour,
            "confirmed_at": hour,
        },
    )
    if not is_new and follower.confirmed_at is not None:
        return
    follower.confirmed_at = hour
    follower.save(update_fields=["confirmed_at"])
    _record(events.FOLLOW_CONFIRMED, follower, at=hour)


@transaction.atomic
def choose(
    *, case: Case, tag: str, frequency: Frequency, at: dt.datetime
) -> Follower | None:
    """
    Confirm that the address follows, or change how often it is told; None if it never asked.

    Whoever holds the link has read the mailbox, so the first time it is the confirmation.
    """
    follower = (
        Follower.objects.select_for_update(of=("self",))
        .filter(case=case, address_tag=tag)
        .first()
    )
    if follower is None:
        return None
    if follower.confirmed_at is None:
        follower.confirmed_at, kind = at, events.FOLLOW_CONFIRMED
    elif follower.frequency != frequency:
        kind = events.FOLLOW_CHANGED
    else:
        return follower
    follower.frequency = frequency
    follower.save(update_fields=["confirmed_at", "frequency"])
    _record(kind, follower, at=at)
    return follower


@transaction.atomic
def stop_following(*, tag: str, case: Case | None, at: dt.datetime) -> int:
    """
    Forget that the address follows a case, and return how many.

    Where no case is given it is told of nothing more: neither cases nor what is new.
    """
    followers = Follower.objects.select_for_update(of=("self",)).filter(address_tag=tag)
    if case is not None:
        followers = followers.filter(case=case)
    gone = list(followers)
    for follower in gone:
        _record(events.FOLLOW_ENDED, follower, at=at)
    Follower.objects.filter(pk__in=[follower.pk for follower in gone]).delete()
    if case is None:
        return len(gone) + end_subscription(tag=tag, pk=None, at=at)
    return len(gone)


def forget_unconfirmed(*, at: dt.datetime) -> int:
    """Forget the addresses that have not said yes within a week; return how many."""
    limit = at - dt.timedelta(days=DAYS_TO_CONFIRM)
    return sum(
        model.objects.filter(confirmed_at__isnull=True, asked_at__lt=limit).delete()[0]
        for model in (Follower, Subscription)
    )


def _record(kind: EventType, follower: Follower, *, at: dt.datetime) -> None:
    # Not about the case: its story is not to be filled with who reads it.
    audit.record(kind, subject=follower, actor=ANYONE, at=at)
