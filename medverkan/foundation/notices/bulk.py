"""Letters to many: one batch is a handful of queries, however many letters it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.notices import drafting, events, tags
from medverkan.foundation.notices.letters import LetterType
from medverkan.foundation.notices.models import Delivery, Suppression
from medverkan.foundation.notices.recipients import Recipient, has_valid_email
from medverkan.foundation.permissions import SYSTEM


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """
    A letter to one of many; its key makes it unique among letters of its kind.

    `unsubscribe_url` answers the mail program's one click (RFC 8058) instead of the page
    that stops every letter of the kind.
    """

    to: Recipient
    key: str
    context: dict[str, Any]
    unsubscribe_url: str


@transaction.atomic
def send_all(
    letter: LetterType,
    outgoing: Sequence[Outgoing],
    *,
    subject: models.Model,
    at: dt.datetime,
) -> int:
    """
    Write a batch of e-mail letters of one kind and return how many were new.

    Left out are those whose key has been used, who has no valid e-mail address, and who
    wants no more of a letter that is no duty. One event tells of the batch; `subject` is
    what it is about. The caller keeps batches small enough for memory.
    """
    left_out = _left_out(letter, outgoing)
    deliveries = []
    for one in outgoing:
        if one.key in left_out or not has_valid_email(one.to):
            continue
        delivery = drafting.draft(
            letter, to=one.to, about_case=None, body_id=None, key=one.key, at=at
        )
        delivery.unsubscribe_url = one.unsubscribe_url
        drafting.put_into_words(delivery, letter, context=one.context)
        deliveries.append(delivery)
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    if deliveries:
        audit.record(
            events.LETTERS_WRITTEN,
            subject=subject,
            actor=SYSTEM,
            at=at,
            letter=letter.name,
            count=len(deliveries),
        )
    return len(deliveries)


def _left_out(letter: LetterType, outgoing: Sequence[Outgoing]) -> set[str]:
    """Return the keys that were used before, and those whose reader has declined."""
    keys = [one.key for one in outgoing]
    used = set(
        Delivery.objects.filter(letter=letter.name, key__in=keys).values_list(
            "key", flat=True
        )
    )
    if letter.is_duty:
        return used
    by_tag = {tags.address_tag(one.to.email): one.key for one in outgoing}
    declined = Suppression.objects.filter(
        letter=letter.name, address_tag__in=list(by_tag)
    )
    return used | {
        by_tag[tag] for tag in declined.values_list("address_tag", flat=True)
    }
