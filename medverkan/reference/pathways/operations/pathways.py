"""Setting up, describing and retiring ways in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.pathways import events, rules
from medverkan.reference.pathways.models import Pathway
from medverkan.reference.pathways.operations.adopt import (
    TakesEffectTooEarly,
    end_last_version,
)

DESCRIPTIVE = frozenset(
    {
        "name",
        "description",
        "support_noun",
        "support_noun_plural",
        "support_button",
        "icon",
        "order",
        "opens_at",
        "closes_at",
    }
)


@transaction.atomic
def create_pathway(
    *,
    slug: str,
    category: str,
    values: Mapping[str, Any],
    actor: Actor,
    at: dt.datetime,
) -> Pathway:
    """
    Set up a way in; it is not open before a rule set of its own is in force.

    :raises NotPermitted: the actor does not write rules
    """
    permissions.require(rules.may_draft(actor))
    pathway = Pathway.objects.create(
        slug=slug,
        category=category,
        **{name: values[name] for name in values.keys() & DESCRIPTIVE},
    )
    audit.record(events.PATHWAY_CREATED, subject=pathway, actor=actor, at=at, slug=slug)
    return pathway


@transaction.atomic
def change_pathway(
    *, pathway: Pathway, values: Mapping[str, Any], actor: Actor, at: dt.datetime
) -> Pathway:
    """
    Change what residents read about a pathway: no rule, so no decision is needed.

    :raises NotPermitted: the actor does not write rules
    """
    pathway = Pathway.objects.select_for_update(of=("self",)).get(pk=pathway.pk)
    permissions.require(rules.may_draft(actor))
    changed = [
        name
        for name in sorted(values.keys() & DESCRIPTIVE)
        if getattr(pathway, name) != values[name]
    ]
    for name in changed:
        setattr(pathway, name, values[name])
    if changed:
        pathway.save(update_fields=changed)
        audit.record(
            events.PATHWAY_UPDATED,
            subject=pathway,
            actor=actor,
            at=at,
            slug=pathway.slug,
            fields=", ".join(changed),
        )
    return pathway


@transaction.atomic
def retire_pathway(
    *,
    pathway: Pathway,
    successor: Pathway | None,
    closes_at: dt.datetime,
    actor: Actor,
    at: dt.datetime,
) -> Pathway:
    """
    Close a pathway for good from `closes_at`; running cases go on under their rules.

    :raises NotPermitted: the actor does not write rules
    :raises TakesEffectTooEarly: it would close in the past, or before a version begins
    """
    permissions.require(rules.may_draft(actor))
    return close_for_good(
        pathway=pathway, successor=successor, closes_at=closes_at, actor=actor, at=at
    )


def close_for_good(
    *,
    pathway: Pathway,
    successor: Pathway | None,
    closes_at: dt.datetime,
    actor: Actor,
    at: dt.datetime,
) -> Pathway:
    """
    Retire a pathway in the transaction of an operation that has checked the actor.

    :raises TakesEffectTooEarly: it would close in the past, or before a version begins
    """
    pathway = Pathway.objects.select_for_update(of=("self",)).get(pk=pathway.pk)
    if closes_at < at:
        raise TakesEffectTooEarly
    end_last_version(pathway, at=closes_at)
    pathway.closes_at = closes_at
    pathway.retired_at = closes_at
    pathway.successor = successor
    pathway.save(update_fields=["closes_at", "retired_at", "successor"])
    audit.record(
        events.PATHWAY_RETIRED, subject=pathway, actor=actor, at=at, slug=pathway.slug
    )
    return pathway
