"""Short answers to what many ask: written and changed by editors."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Guidance
from medverkan.participation.cases.operations.kept_rows import fill, locked_or_new


@transaction.atomic
def save_guidance(
    *,
    guidance: Guidance | None,
    title: dict[str, str],
    actor: Actor,
    at: dt.datetime,
    **facts: object,
) -> Guidance:
    """
    Write a short answer, or change one; `facts` are the other fields of `Guidance`.

    :raises ValidationError: a text is missing in Swedish
    """
    require(rules.may_keep_guidance(actor))
    guidance = locked_or_new(guidance, Guidance, title=title, otherwise="rad")
    fill(guidance, {"title": title, "changed_at": at, **facts})
    audit.record(events.GUIDANCE_SAVED, subject=guidance, actor=actor, at=at)
    return guidance
