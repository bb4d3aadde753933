"""Planning a switch-over, carrying it out by a decision, or calling it off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from medverkan.foundation import calendar, locking, permissions, states
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.audit.types import EventType
from medverkan.foundation.permissions import Actor
from medverkan.foundation.text import Translated
from medverkan.reference.pathways import events, rules
from medverkan.reference.pathways.models import OldPath, Pathway, RuleSet, SwitchOver
from medverkan.reference.pathways.operations.adopt import (
    Decision,
    TakesEffectTooEarly,
    adopt,
)
from medverkan.reference.pathways.operations.draft import NotADraft
from medverkan.reference.pathways.operations.pathways import close_for_good
from medverkan.reference.pathways.states import CALL_OFF, CARRY_OUT, SwitchOverState


class AlreadyPlanned(Exception):
    """The rule set is to take over on another day, by a plan that has to be called off first."""


@transaction.atomic
def plan_switch_over(
    *,
    from_pathway: Pathway,
    to_rule_set: RuleSet,
    on_date: dt.date,
    note: Translated,
    actor: Actor,
    at: dt.datetime,
) -> SwitchOver:
    """
    Plan that a drafted rule set takes over at the start of a day.

    If it is another pathway's, the old pathway closes that day.

    :raises NotPermitted: the actor does not write rules
    :raises NotADraft: the rule set is adopted already
    :raises TakesEffectTooEarly: the day has begun
    :raises AlreadyPlanned: another plan lets it take over
    """
    permissions.require(rules.may_plan(actor))
    to_rule_set = RuleSet.objects.select_for_update(of=("self",)).get(pk=to_rule_set.pk)
    if not to_rule_set.is_draft:
        raise NotADraft
    if calendar.start_of_day(on_date) < at:
        raise TakesEffectTooEarly
    planned = SwitchOver.objects.filter(state=SwitchOverState.PLANNED)
    if planned.filter(to_rule_set=to_rule_set).exists():
        raise AlreadyPlanned
    switch_over = SwitchOver.objects.create(
        from_pathway=from_pathway,
        to_rule_set=to_rule_set,
        on_date=on_date,
        note=note,
        planned_by_id=actor.user_id,
        planned_at=at,
    )
    _record(events.SWITCH_OVER_PLANNED, switch_over, actor=actor, at=at)
    return switch_over


@transaction.atomic
def carry_out_switch_over(
    *, switch_over: SwitchOver, decision: Decision, actor: Actor, at: dt.datetime
) -> SwitchOver:
    """
    Record the decision: the rules are adopted from the planned day, the old way closes.

    Running cases stay under their rules. The actor is another than who planned it and
    than who drafted the rules.

    :raises NotPermitted: the actor is not a second person
    :raises TransitionRefused: it is carried out or called off already
    :raises TakesEffectTooEarly: the day has begun
    """
    switch_over = _locked(switch_over)
    permissions.require(rules.may_carry_out(actor, switch_over))
    switch_over.state = states.move(state=switch_over.state, transition=CARRY_OUT)
    begins_at = calendar.start_of_day(switch_over.on_date)
    rule_set = adopt(
        rule_set=switch_over.to_rule_set,
        decision=decision,
        in_force_from=begins_at,
        actor=actor,
        at=at,
    )
    if rule_set.pathway_id != switch_over.from_pathway_id:
        close_for_good(
            pathway=switch_over.from_pathway,
            successor=rule_set.pathway,
            closes_at=begins_at,
            actor=actor,
            at=at,
        )
    switch_over.decision_body = decision.body
    switch_over.decision_date = decision.date
    switch_over.decision_paragraph = decision.paragraph
    switch_over.decision_register_number = decision.register_number
    switch_over.carried_out_by_id = actor.user_id
    switch_over.carried_out_at = at
    switch_over.save()
    _record(events.SWITCH_OVER_CARRIED_OUT, switch_over, actor=actor, at=at)
    return switch_over


@transaction.atomic
def call_off_switch_over(
    *, switch_over: SwitchOver, actor: Actor, at: dt.datetime
) -> SwitchOver:
    """
    Call off a planned switch-over; the draft stays a draft.

    :raises NotPermitted: the actor does not write rules
    :raises TransitionRefused: it is carried out or called off already
    """
    switch_over = _locked(switch_over)
    permissions.require(rules.may_draft(actor))
    switch_over.state = states.move(state=switch_over.state, transition=CALL_OFF)
    switch_over.save(update_fields=["state"])
    _record(events.SWITCH_OVER_CALLED_OFF, switch_over, actor=actor, at=at)
    return switch_over


@transaction.atomic
def set_old_paths(
    *, pathway: Pathway, paths: Collection[str], actor: Actor, at: dt.datetime
) -> list[OldPath]:
    """
    Let these addresses of a retired channel, and no others, lead to the pathway.

    An address that led to another pathway leads here from now on.

    :raises NotPermitted: the actor does not write rules
    """
    permissions.require(rules.may_draft(actor))
    wanted = {_normal(path) for path in paths} - {"/"}
    pathway.old_paths.exclude(path__in=wanted).delete()
    kept = [
        OldPath.objects.update_or_create(path=path, defaults={"pathway": pathway})[0]
        for path in sorted(wanted)
    ]
    audit.record(
        events.OLD_PATHS_SET,
        subject=pathway,
        actor=actor,
        at=at,
        slug=pathway.slug,
        count=len(kept),
    )
    return kept


def _normal(path: str) -> str:
    return "/" + path.strip().strip("/")


def _locked(switch_over: SwitchOver) -> SwitchOver:
    return locking.lock(
        SwitchOver.objects.select_related("from_pathway", "to_rule_set__pathway"),
        pk=switch_over.pk,
    )


def _record(
    event: EventType, switch_over: SwitchOver, *, actor: Actor, at: dt.datetime
) -> None:
    audit.record(
        event,
        subject=switch_over,
        actor=actor,
        at=at,
        slug=switch_over.from_pathway.slug,
        target=switch_over.to_rule_set.pathway.slug,
        on_date=switch_over.on_date.isoformat(),
    )
