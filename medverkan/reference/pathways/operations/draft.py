"""Drafting a version of a pathway's rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from medverkan.foundation import locking, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.pathways import events, parameters, rules
from medverkan.reference.pathways.models import (
    Pathway,
    RefusalGround,
    RuleSet,
    Threshold,
)


class NotADraft(Exception):
    """The rule set is adopted: a changed rule is a new version."""


@transaction.atomic
def draft_rule_set(
    *, pathway: Pathway, based_on: RuleSet | None = None, actor: Actor, at: dt.datetime
) -> RuleSet:
    """
    Draft the next version, with every parameter of `based_on` (of any pathway).

    Grounds of refusal come along in the words they have now, but for those retired.

    :raises NotPermitted: the actor does not write rules
    """
    permissions.require(rules.may_draft(actor))
    rule_set = RuleSet.objects.create(
        pathway=pathway,
        version=_next_version(pathway),
        drafted_by_id=actor.user_id,
        drafted_at=at,
        **({} if based_on is None else _parameters_of(based_on)),
    )
    if based_on is not None:
        codes = based_on.refusal_grounds.values("code")
        rule_set.refusal_grounds.set(
            RefusalGround.objects.offered().filter(code__in=codes)
        )
        _write_thresholds(rule_set, based_on.thresholds.all())
    _record(events.RULE_SET_DRAFTED, rule_set, actor=actor, at=at)
    return rule_set


@transaction.atomic
def change_draft(
    *,
    rule_set: RuleSet,
    values: Mapping[str, Any],
    thresholds: Collection[Threshold] | None = None,
    refusal_grounds: Collection[RefusalGround] | None = None,
    actor: Actor,
    at: dt.datetime,
) -> RuleSet:
    """
    Change parameters of a draft; None leaves thresholds or grounds as they are.

    :raises NotPermitted: the actor does not write rules
    :raises NotADraft: it is adopted
    """
    rule_set = _locked_draft(rule_set, actor=actor)
    for name in values.keys() & {*parameters.COPIED, "summary"}:
        setattr(rule_set, name, values[name])
    # Whoever changes it last is the one who drafted it: the second person is another.
    rule_set.drafted_by_id = actor.user_id
    rule_set.save()
    if refusal_grounds is not None:
        rule_set.refusal_grounds.set(refusal_grounds)
    if thresholds is not None:
        rule_set.thresholds.all().delete()
        _write_thresholds(rule_set, thresholds)
    _record(events.RULE_SET_CHANGED, rule_set, actor=actor, at=at)
    return rule_set


@transaction.atomic
def discard_draft(*, rule_set: RuleSet, actor: Actor, at: dt.datetime) -> None:
    """
    Remove a draft that nobody adopted.

    :raises NotPermitted: the actor does not write rules
    :raises NotADraft: it is adopted
    """
    rule_set = _locked_draft(rule_set, actor=actor)
    _record(events.RULE_SET_DISCARDED, rule_set, actor=actor, at=at)
    rule_set.delete()


def _locked_draft(rule_set: RuleSet, *, actor: Actor) -> RuleSet:
    rule_set = locking.lock(RuleSet.objects.select_related("pathway"), pk=rule_set.pk)
    permissions.require(rules.may_draft(actor))
    if not rule_set.is_draft:
        raise NotADraft
    return rule_set


def _next_version(pathway: Pathway) -> int:
    Pathway.objects.select_for_update(of=("self",)).get(pk=pathway.pk)
    last = pathway.rule_sets.aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


def _parameters_of(rule_set: RuleSet) -> dict[str, Any]:
    names = (*parameters.COPIED, "preset")
    return {name: getattr(rule_set, name) for name in names}


def _write_thresholds(rule_set: RuleSet, thresholds: Collection[Threshold]) -> None:
    Threshold.objects.bulk_create(
        Threshold(
            rule_set=rule_set,
            effect=threshold.effect,
            absolute_count=threshold.absolute_count,
            per_mille=threshold.per_mille,
        )
        for threshold in thresholds
    )


def _record(event: Any, rule_set: RuleSet, *, actor: Actor, at: dt.datetime) -> None:
    audit.record(
        event,
        subject=rule_set,
        actor=actor,
        at=at,
        slug=rule_set.pathway.slug,
        version=rule_set.version,
    )
