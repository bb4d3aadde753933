"""
Sending what waits in the outbox: one worker at a time holds a letter, none holds a lock.

A worker that is killed between the mail server's yes and our own note of it leaves the
letter as `sending`; when its lease has passed it is sent again. The recipient may then
get the letter twice, at most once more for each such crash, with the same Message-ID, by
which mail programs recognise it.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet

from medverkan.foundation import states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.notices import events, letters, messages
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.states import FAIL, POSTPONE, SUCCEED, State
from medverkan.foundation.permissions import SYSTEM

BATCH_SIZE = 50
LEASE = dt.timedelta(minutes=10)
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=4)
# With the waits above: two days and a half, as mail servers themselves keep trying.
ATTEMPTS = 22

logger = logging.getLogger(__name__)


def deliver(at: dt.datetime) -> int:
    """Send the letters that are due; return how many were tried."""
    due = _due(at).order_by("next_attempt_at", "pk").values_list("pk", flat=True)
    connection = get_connection()
    try:
        return sum(_deliver_one(pk, connection, at=at) for pk in list(due[:BATCH_SIZE]))
    finally:
        connection.close()


def _due(at: dt.datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        state__in=[State.QUEUED, State.SENDING], next_attempt_at__lte=at
    )


def _deliver_one(pk: int, connection: BaseEmailBackend, *, at: dt.datetime) -> int:
    # While it is being sent, the next attempt is when the lease has passed.
    taken = (
        _due(at)
        .filter(pk=pk)
        .update(
            state=State.SENDING,
            next_attempt_at=at + LEASE,
            attempt_count=F("attempt_count") + 1,
        )
    )
    if not taken:
        return 0
    delivery = Delivery.objects.get(pk=pk)
    try:
        connection.open()
        connection.send_messages([messages.compose(delivery)])
    except (smtplib.SMTPException, OSError, ValueError) as error:
        _close_quietly(connection)
        note_failure(delivery, error=error, at=at)
    else:
        note_success(delivery, at=at)
    return 1


def _close_quietly(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        logger.info("the mail server had already hung up")


@transaction.atomic
def note_success(delivery: Delivery, *, at: dt.datetime) -> None:
    """Note that the mail server took the letter."""
    delivery = _lock(delivery)
    if delivery.state != State.SENDING:
        return
    delivery.state = states.move(state=delivery.state, transition=SUCCEED).value
    delivery.ended_at, delivery.next_attempt_at, delivery.error = at, None, ""
    if not letters.is_kept(delivery.letter):
        delivery.forget_person(at=at)
    delivery.save()
    _record(events.LETTER_SENT, delivery, at=at)


@transaction.atomic
def note_failure(delivery: Delivery, *, error: Exception, at: dt.datetime) -> None:
    """Note that an attempt failed: for good, or to be tried again later."""
    delivery = _lock(delivery)
    if delivery.state != State.SENDING:
        return
    delivery.error = code_of(error)
    if is_permanent(error) or delivery.attempt_count >= ATTEMPTS:
        delivery.state = states.move(state=delivery.state, transition=FAIL).value
        delivery.ended_at, delivery.next_attempt_at = at, None
        _record(events.LETTER_FAILED, delivery, at=at, code=delivery.error)
    else:
        delivery.state = states.move(state=delivery.state, transition=POSTPONE).value
        delivery.next_attempt_at = at + wait_after(delivery.attempt_count)
    delivery.save()


def is_permanent(error: Exception) -> bool:
    """
    Tell whether trying again is in vain: this recipient or this letter is refused (5xx).

    A refused sender or sign-in (535) is our own fault and will be mended, so it is not.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= 500
    return isinstance(error, ValueError)  # no letter can be composed of it


def code_of(error: Exception) -> str:
    """Return the server's code, else the kind of error; its words may quote an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return str(max(code for code, _text in error.recipients.values()))
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return type(error).__name__


def wait_after(attempt_count: int) -> dt.timedelta:
    """Return how long to wait after so many attempts: doubled each time, at most 4 hours."""
    return min(FIRST_WAIT * 2 ** min(attempt_count - 1, 20), LONGEST_WAIT)


def _lock(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)


def _record(
    kind: EventType, delivery: Delivery, *, at: dt.datetime, **data: str
) -> None:
    audit.record(
        kind,
        subject=delivery,
        actor=SYSTEM,
        at=at,
        about_case=delivery.about_case,
        body_id=delivery.body_id,
        letter=delivery.letter,
        **data,
    )
