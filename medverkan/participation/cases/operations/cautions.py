"""What reviewers look for before a text is published: written and changed by staff."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Caution
from medverkan.participation.cases.operations.kept_rows import fill, locked_or_new


@transaction.atomic
def save_caution(
    *,
    caution: Caution | None,
    title: dict[str, str],
    actor: Actor,
    at: dt.datetime,
    **facts: object,
) -> Caution:
    """
    Write what to look for, or change it; `facts` are the other fields of `Caution`.

    :raises ValidationError: the title is missing in Swedish
    """
    require(rules.may_keep_cautions(actor))
    caution = locked_or_new(caution, Caution, title=title, otherwise="att-se-over")
    fill(caution, {"title": title, **facts})
    audit.record(events.CAUTION_SAVED, subject=caution, actor=actor, at=at)
    return caution
