"""Short answers to what many ask: written and changed by editors."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor, require
from medverkan.foundation.text import SOURCE_LANGUAGE, Translated
from medverkan.participation.cases import events, rules
from medverkan.participation.cases.models import Guidance
from medverkan.participation.cases.operations.slugs import free_slug


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
    if guidance is None:
        named = Translated(title).in_language(SOURCE_LANGUAGE)
        guidance = Guidance(slug=free_slug(Guidance, named, otherwise="rad"))
    else:
        guidance = Guidance.objects.select_for_update(of=("self",)).get(pk=guidance.pk)
    for name, value in {"title": title, **facts}.items():
        setattr(guidance, name, value)
    guidance.changed_at = at
    guidance.full_clean()
    guidance.save()
    audit.record(events.GUIDANCE_SAVED, subject=guidance, actor=actor, at=at)
    return guidance
