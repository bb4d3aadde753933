"""To get letters on what is new of a kind: ask, confirm by the letter, stop."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.notices.tags import address_tag
from medverkan.foundation.permissions import ANYONE
from medverkan.participation.cases import events
from medverkan.participation.cases.following import letters
from medverkan.participation.cases.models import Subscription

AN_HOUR = dt.timedelta(hours=1)
# Nobody's mailbox is filled from here, whatever is asked for.
LETTERS_AN_HOUR = 5


@transaction.atomic
def ask_to_subscribe(*, query: str, email: str, language: str, at: dt.datetime) -> None:
    """
    Write to an address that somebody wants letters there; they begin once it says yes.

    The caller tells the same whatever is known of the address.
    """
    tag = address_tag(email)
    lately = Subscription.objects.filter(address_tag=tag, asked_at__gt=at - AN_HOUR)
    if lately.filter(query=query).exists() or lately.count() >= LETTERS_AN_HOUR:
        return
    subscription, _is_new = Subscription.objects.update_or_create(
        address_tag=tag,
        query=query,
        defaults={"asked_at": at},
        create_defaults={"email": email.strip(), "language": language, "asked_at": at},
    )
    _record(events.SUBSCRIPTION_ASKED, subscription, at=at)
    letters.send_to_confirm_subscription(subscription, at=at)


@transaction.atomic
def confirm_subscription(*, tag: str, pk: int, at: dt.datetime) -> Subscription | None:
    """Begin the letters from now on; None if the address never asked. Twice is once."""
    subscription = (
        Subscription.objects.select_for_update(of=("self",))
        .filter(address_tag=tag, pk=pk)
        .first()
    )
    if subscription is None or subscription.confirmed_at is not None:
        return subscription
    subscription.confirmed_at = subscription.told_until_at = at
    subscription.save(update_fields=["confirmed_at", "told_until_at"])
    _record(events.SUBSCRIPTION_CONFIRMED, subscription, at=at)
    return subscription


@transaction.atomic
def end_subscription(*, tag: str, pk: int | None, at: dt.datetime) -> int:
    """Forget one subscription of the address, or all where none is given; return how many."""
    found = Subscription.objects.select_for_update(of=("self",)).filter(address_tag=tag)
    gone = list(found if pk is None else found.filter(pk=pk))
    for subscription in gone:
        _record(events.SUBSCRIPTION_ENDED, subscription, at=at)
    Subscription.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return len(gone)


def _record(kind: EventType, subscription: Subscription, *, at: dt.datetime) -> None:
    audit.record(kind, subject=subscription, actor=ANYONE, at=at)
