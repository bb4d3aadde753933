"""Putting rules in force by a body's decision, first use, and retiring them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from medverkan.foundation import calendar, locking, permissions, states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import SYSTEM, Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways import events, queries, rules
from medverkan.reference.pathways.models import Pathway, RuleSet
from medverkan.reference.pathways.states import ADOPT, RETIRE


class TakesEffectTooEarly(Exception):
    """Rules never reach back: not before now, the decision, or the last version."""


class PopulationUnknown(Exception):
    """A threshold in per mille cannot be worked out: nobody has noted how many live here."""


class DraftInUse(Exception):
    """No case can be lodged under a rule set that nobody adopted."""


@dataclass(frozen=True)
class Decision:
    """A body's decision as it stands in the minutes: `paragraph` such as "§ 30"."""

    body: Body
    date: dt.date
    paragraph: str
    register_number: str


@transaction.atomic
def adopt(
    *,
    rule_set: RuleSet,
    decision: Decision,
    in_force_from: dt.datetime,
    actor: Actor,
    at: dt.datetime,
) -> RuleSet:
    """
    Record the body's decision, so that the rule set holds for cases from `in_force_from`.

    The version before it holds up to that instant; its cases keep it.

    :raises NotPermitted: the actor drafted it, or does not record decisions
    :raises TransitionRefused: it is not a draft
    :raises TakesEffectTooEarly: `in_force_from` reaches back
    :raises PopulationUnknown: a threshold is a share of residents that nobody counted
    """
    pathway = Pathway.objects.select_for_update(of=("self",)).get(
        pk=rule_set.pathway_id
    )
    rule_set = RuleSet.objects.select_for_update(of=("self",)).get(pk=rule_set.pk)
    permissions.require(rules.may_adopt(actor, rule_set))
    rule_set.state = states.move(state=rule_set.state, transition=ADOPT)
    if in_force_from < at or calendar.local_date(in_force_from) < decision.date:
        raise TakesEffectTooEarly
    is_share = rule_set.thresholds.filter(per_mille__isnull=False).exists()
    if is_share and queries.residents_count(calendar.local_date(at)) is None:
        raise PopulationUnknown
    end_last_version(pathway, at=in_force_from)
    rule_set.decision_body = decision.body
    rule_set.decision_date = decision.date
    rule_set.decision_paragraph = decision.paragraph
    rule_set.decision_register_number = decision.register_number
    rule_set.adopted_by_id = actor.user_id
    rule_set.adopted_at = at
    rule_set.in_force_from = in_force_from
    rule_set.save()
    audit.record(
        events.RULE_SET_ADOPTED,
        subject=rule_set,
        actor=actor,
        at=at,
        slug=pathway.slug,
        version=rule_set.version,
        in_force_from=in_force_from.isoformat(),
    )
    return rule_set


def end_last_version(pathway: Pathway, *, at: dt.datetime) -> None:
    """
    End the pathway's last adopted rule set at this instant, if it has no end before.

    :raises TakesEffectTooEarly: an adopted rule set begins at or after it
    """
    if pathway.rule_sets.binding().filter(in_force_from__gte=at).exists():
        raise TakesEffectTooEarly
    pathway.rule_sets.in_force_at(at).update(in_force_until=at)


def use(*, rule_set: RuleSet, at: dt.datetime) -> RuleSet:
    """
    Freeze the rule set at its first case; later cases write nothing.

    :raises DraftInUse: it is not adopted
    """
    if rule_set.frozen_at is not None:
        return rule_set
    return _freeze(rule_set, at=at)


@transaction.atomic
def _freeze(rule_set: RuleSet, *, at: dt.datetime) -> RuleSet:
    unfrozen = RuleSet.objects.binding().filter(pk=rule_set.pk, frozen_at=None)
    is_first = unfrozen.update(frozen_at=at) == 1
    rule_set.refresh_from_db(fields=["state", "frozen_at"])
    if rule_set.is_draft:
        raise DraftInUse
    if is_first:
        audit.record(
            events.RULE_SET_FROZEN,
            subject=rule_set,
            actor=SYSTEM,
            at=at,
            slug=rule_set.pathway.slug,
            version=rule_set.version,
        )
    return rule_set


@transaction.atomic
def retire(*, rule_set: RuleSet, actor: Actor, at: dt.datetime) -> RuleSet:
    """
    End an adopted rule set now without another in its place; its cases keep it.

    :raises NotPermitted: the actor does not write rules
    :raises TransitionRefused: it is not adopted
    :raises TakesEffectTooEarly: it is not yet in force
    """
    rule_set = locking.lock(RuleSet.objects.select_related("pathway"), pk=rule_set.pk)
    permissions.require(rules.may_draft(actor))
    rule_set.state = states.move(state=rule_set.state, transition=RETIRE)
    if at <= rule_set.in_force_from:
        raise TakesEffectTooEarly
    if rule_set.in_force_until is None or at < rule_set.in_force_until:
        rule_set.in_force_until = at
    rule_set.save(update_fields=["state", "in_force_until"])
    audit.record(
        events.RULE_SET_RETIRED,
        subject=rule_set,
        actor=actor,
        at=at,
        slug=rule_set.pathway.slug,
        version=rule_set.version,
    )
    return rule_set
