"""Everything that can be done with a letter, from writing it to its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override

from medverkan.foundation import permissions, rows, states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.notices import (
    drafting,
    events,
    letters,
    previews,
    rules,
    tags,
)
from medverkan.foundation.notices.letters import LetterType
from medverkan.foundation.notices.models import (
    PERSONAL_FIELDS,
    Delivery,
    Suppression,
)
from medverkan.foundation.notices.recipients import Recipient, on_one_line
from medverkan.foundation.notices.states import (
    BOUNCE,
    CANCEL,
    PRINT,
    RESEND,
    RESTORED,
    SET_ASIDE,
    SETTLE,
    WAITING,
    State,
)
from medverkan.foundation.permissions import SYSTEM, Actor


class Unreachable(Exception):
    """The recipient has neither an e-mail address nor a postal one."""


@transaction.atomic(savepoint=False)
def send(
    letter: LetterType,
    *,
    to: Recipient,
    context: dict[str, Any],
    about_case: int | None,
    actor: Actor,
    at: dt.datetime,
    body_id: int | None = None,
    key: str = "",
    in_reply_to: str = "",
) -> Delivery:
    """
    Write a letter in the caller's transaction; the worker sends it once that commits.

    Without a valid e-mail address it goes to the print queue. A `key` makes it unique: a
    second letter of the kind with the same key is not written, and the first is returned.
    To somebody who wants no more of a letter that is no duty, only a row without words or
    address is kept, as cancelled. `body_id` is the authority that sends it.

    :raises Unreachable: there is neither an e-mail address nor a postal one
    """
    if not to.is_reachable:
        raise Unreachable(letter.name)
    delivery = drafting.draft(
        letter, to=to, about_case=about_case, body_id=body_id, key=key, at=at
    )
    delivery.in_reply_to = on_one_line(in_reply_to, limit=drafting.NAME_LENGTH)
    if not letter.is_duty and _is_declined(letter, delivery.to_email):
        delivery.state, delivery.ended_at = State.CANCELLED.value, at
        delivery.next_attempt_at = None
        delivery.forget_person(at=at)
    else:
        drafting.put_into_words(delivery, letter, context=context)
    kept = _once(delivery) if key else rows.insert(delivery)
    if kept.uuid == delivery.uuid:
        written = kept.state != State.CANCELLED
        kind = events.LETTER_WRITTEN if written else events.LETTER_CANCELLED
        _record(kind, kept, actor=actor, at=at)
    return kept


@transaction.atomic
def send_sample(
    letter: LetterType,
    *,
    to: Recipient,
    actor: Actor,
    at: dt.datetime,
) -> Delivery:
    """
    Write a letter with its sample to whoever wants to see it arrive, marked as a test.

    :raises NotPermitted: the actor may not read what letters say
    :raises Unreachable: there is neither an e-mail address nor a postal one
    """
    permissions.require(rules.may_preview(actor))
    if not to.is_reachable:
        raise Unreachable(letter.name)
    delivery = drafting.draft(
        letter, to=to, about_case=None, body_id=None, key="", at=at
    )
    rendered = previews.sample(letter, language=delivery.language)
    with override(delivery.language):
        delivery.subject = gettext("Test: %(subject)s") % {"subject": rendered.subject}
    delivery.text, delivery.html = rendered.text, rendered.html
    delivery.save()
    _record(events.LETTER_WRITTEN, delivery, actor=actor, at=at)
    return delivery


def _once(delivery: Delivery) -> Delivery:
    """Insert a letter unless there is one of the kind with its key; return what is there."""
    Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
    return Delivery.objects.get(letter=delivery.letter, key=delivery.key)


def _is_declined(letter: LetterType, email: str) -> bool:
    return Suppression.objects.filter(
        letter=letter.name, address_tag=tags.address_tag(email)
    ).exists()


@transaction.atomic
def decline(*, token: str, at: dt.datetime) -> LetterType:
    """
    Stop a kind of letter to the address the token was made for; done twice it is done once.

    :raises signing.BadSignature: we did not make the token
    :raises letters.UnknownLetter: the letter is no longer sent
    """
    name, tag = tags.read_unsubscribe_token(token)
    letter = letters.get(name)
    suppression, is_new = Suppression.objects.get_or_create(
        letter=letter.name, address_tag=tag, defaults={"since_at": at}
    )
    if is_new:
        audit.record(
            events.LETTERS_DECLINED,
            subject=suppression,
            actor=permissions.ANYONE,
            at=at,
            letter=letter.name,
        )
    return letter


@transaction.atomic
def mark_printed(*, delivery: Delivery, actor: Actor, at: dt.datetime) -> Delivery:
    """
    Note that a letter has been printed and posted.

    :raises NotPermitted: the actor may not see to the print queue of that authority
    :raises TransitionRefused: it does not wait to be printed
    """
    delivery = _lock(delivery)
    permissions.require(rules.may_print(actor, delivery))
    delivery.state = states.move(state=delivery.state, transition=PRINT).value
    delivery.ended_at = at
    delivery.save(update_fields=["state", "ended_at"])
    _record(events.LETTER_PRINTED, delivery, actor=actor, at=at)
    return delivery


@transaction.atomic
def cancel(*, delivery: Delivery, actor: Actor, at: dt.datetime) -> Delivery:
    """
    Withdraw a letter that has not been sent yet.

    :raises TransitionRefused: it is on its way or gone
    """
    delivery = _lock(delivery)
    delivery.state = states.move(state=delivery.state, transition=CANCEL).value
    delivery.ended_at, delivery.next_attempt_at = at, None
    delivery.save(update_fields=["state", "ended_at", "next_attempt_at"])
    _record(events.LETTER_CANCELLED, delivery, actor=actor, at=at)
    return delivery


@transaction.atomic
def note_bounce(*, message_id: str, code: str, at: dt.datetime) -> Delivery | None:
    """Note that a letter came back; return it, or None when it is none of ours or known."""
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .filter(message_id=message_id, state=State.SENT)
        .first()
    )
    if delivery is None:
        return None
    delivery.state = states.move(state=delivery.state, transition=BOUNCE).value
    delivery.ended_at, delivery.error = at, on_one_line(code, limit=80)
    delivery.save(update_fields=["state", "ended_at", "error"])
    _record(events.LETTER_BOUNCED, delivery, actor=SYSTEM, at=at, code=delivery.error)
    return delivery


@transaction.atomic
def send_again(*, delivery: Delivery, actor: Actor, at: dt.datetime) -> Delivery:
    """
    Put a letter that did not arrive back into the outbox, to the same address.

    :raises NotPermitted: the actor does not run the service
    :raises TransitionRefused: it has not failed
    """
    delivery = _lock(delivery)
    permissions.require(rules.may_see_service(actor))
    delivery.state = states.move(state=delivery.state, transition=RESEND).value
    delivery.ended_at, delivery.next_attempt_at, delivery.attempt_count = None, at, 0
    delivery.save(
        update_fields=["state", "ended_at", "next_attempt_at", "attempt_count"]
    )
    _record(events.LETTER_WRITTEN, delivery, actor=actor, at=at)
    return delivery


@transaction.atomic
def settle(*, delivery: Delivery, actor: Actor, at: dt.datetime) -> Delivery:
    """
    Note that somebody has seen to a letter that did not arrive; nobody sends it again.

    :raises TransitionRefused: it has arrived, or has been seen to
    """
    delivery = _lock(delivery)
    delivery.state = states.move(state=delivery.state, transition=SETTLE).value
    delivery.save(update_fields=["state"])
    _record(events.LETTER_SETTLED, delivery, actor=actor, at=at)
    return delivery


@transaction.atomic
def copy(
    *, delivery: Delivery, to: Recipient, actor: Actor, at: dt.datetime
) -> Delivery:
    """
    Write a letter with the same words anew, to another address or on paper.

    :raises Unreachable: there is neither an e-mail address nor a postal one
    """
    if not to.is_reachable:
        raise Unreachable(delivery.letter)
    copied = drafting.draft(
        letters.get(delivery.letter),
        to=to,
        about_case=delivery.about_case,
        body_id=delivery.body_id,
        key="",
        at=at,
    )
    copied.language = delivery.language
    copied.subject, copied.text = delivery.subject, delivery.text
    copied.html = delivery.html
    copied.save()
    _record(events.LETTER_WRITTEN, copied, actor=actor, at=at)
    return copied


@transaction.atomic
def set_aside_waiting(*, at: dt.datetime) -> int:
    """
    Set aside what waits in the outbox after a restore; return how many letters.

    They have probably gone out since the backup was made. They stand among the letters
    that were not delivered, where a person may send them again.
    """
    waiting = (
        Delivery.objects.select_for_update(of=("self",))
        .filter(state__in=SET_ASIDE.sources)
        .order_by("pk")
    )
    count = 0
    for delivery in waiting.iterator(chunk_size=500):
        delivery.state = states.move(state=delivery.state, transition=SET_ASIDE).value
        delivery.ended_at, delivery.next_attempt_at = at, None
        delivery.error = RESTORED
        delivery.save(update_fields=["state", "ended_at", "next_attempt_at", "error"])
        _record(
            events.LETTER_FAILED, delivery, actor=SYSTEM, at=at, code=delivery.error
        )
        count += 1
    return count


@transaction.atomic
def cancel_waiting(*, case_ids: list[int], actor: Actor, at: dt.datetime) -> int:
    """Withdraw the letters about these cases that have not been sent; return how many."""
    waiting = Delivery.objects.filter(
        about_case__in=case_ids, state__in=CANCEL.sources
    ).order_by("pk")
    letters_cancelled = [cancel(delivery=each, actor=actor, at=at) for each in waiting]
    return len(letters_cancelled)


def erase(*, case_ids: list[int], at: dt.datetime) -> int:
    """Empty the personal data of the letters about these cases; return how many."""
    return (
        Delivery.objects.filter(about_case__in=case_ids, erased_at=None)
        .exclude(state__in=WAITING)
        .update(**dict.fromkeys(PERSONAL_FIELDS, ""), erased_at=at)
    )


def forget_address(
    *, case_id: int, email: str, letters: Collection[str], actor: Actor, at: dt.datetime
) -> None:
    """Withdraw what waits for this address of these letters about a case, and empty the rest."""
    theirs = Delivery.objects.filter(
        about_case=case_id, letter__in=letters, to_email__iexact=email
    )
    for waiting in theirs.filter(state__in=CANCEL.sources).order_by("pk"):
        cancel(delivery=waiting, actor=actor, at=at)
    theirs.exclude(state__in=WAITING).update(
        **dict.fromkeys(PERSONAL_FIELDS, ""), erased_at=at
    )


def _lock(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)


def _record(
    kind: EventType, delivery: Delivery, *, actor: Actor, at: dt.datetime, **data: str
) -> None:
    audit.record(
        kind,
        subject=delivery,
        actor=actor,
        at=at,
        about_case=delivery.about_case,
        body_id=delivery.body_id,
        letter=delivery.letter,
        **data,
    )
