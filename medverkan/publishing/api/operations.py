"""Everything that changes keys."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from medverkan.foundation import calendar, references
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.publishing.api import events, rules
from medverkan.publishing.api.models import ApiKey


@dataclass(frozen=True)
class Issued:
    """A new key, and its secret (told only now)."""

    key: ApiKey
    secret: str


@transaction.atomic
def issue_key(*, name: str, contact: str, actor: Actor, at: dt.datetime) -> Issued:
    """
    Make a key for another system.

    :raises NotPermitted: the actor is no administrator
    """
    require(rules.may_keep_keys(actor))
    secret = references.new_secret()
    key = ApiKey.objects.create(
        name=name,
        contact=contact,
        hint=secret[:6],
        secret_hash=references.hash_of(secret),
        issued_by_id=actor.user_id,
        issued_at=at,
    )
    audit.record(events.KEY_ISSUED, subject=key, actor=actor, at=at)
    return Issued(key=key, secret=secret)


@transaction.atomic
def revoke_key(*, key: ApiKey, actor: Actor, at: dt.datetime) -> ApiKey:
    """
    Take a key back at once; doing it twice is doing it once.

    :raises NotPermitted: the actor is no administrator
    """
    require(rules.may_keep_keys(actor))
    key = ApiKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        audit.record(events.KEY_REVOKED, subject=key, actor=actor, at=at)
    return key


def note_use(key: ApiKey, *, at: dt.datetime) -> None:
    """Note that the key was used today, at most one write a day."""
    today = calendar.local_date(at)
    if key.last_used_date != today:
        ApiKey.objects.filter(pk=key.pk).update(last_used_date=today)
