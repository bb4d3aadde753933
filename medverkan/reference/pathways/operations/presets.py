"""Making pathways and rule sets from presets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from medverkan.foundation import calendar, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways import events, presets, rules, versions
from medverkan.reference.pathways.models import (
    OtherWay,
    Pathway,
    RefusalGround,
    RuleSet,
)
from medverkan.reference.pathways.operations.assignments import save_other_way
from medverkan.reference.pathways.operations.draft import change_draft, draft_rule_set
from medverkan.reference.pathways.operations.pathways import create_pathway
from medverkan.reference.pathways.presets import Preset
from medverkan.reference.pathways.states import RuleSetState


@transaction.atomic
def create_from_preset(*, preset: Preset, actor: Actor, at: dt.datetime) -> RuleSet:
    """
    Draft the preset's rules, and set up its pathway unless it exists.

    :raises NotPermitted: the actor does not write rules
    """
    pathway = Pathway.objects.filter(slug=preset.pathway["slug"]).first()
    if pathway is None:
        pathway = _create_pathway(preset, actor=actor, at=at)
    return draft_from_preset(pathway=pathway, preset=preset, actor=actor, at=at)


@transaction.atomic
def draft_from_preset(
    *, pathway: Pathway, preset: Preset, actor: Actor, at: dt.datetime
) -> RuleSet:
    """
    Draft the next version of any pathway with the preset's rules.

    :raises NotPermitted: the actor does not write rules
    """
    rule_set = draft_rule_set(pathway=pathway, actor=actor, at=at)
    rule_set.preset = preset.slug
    rule_set.save(update_fields=["preset"])
    return change_draft(
        rule_set=rule_set,
        values={**_values(preset), "summary": preset.summary},
        thresholds=versions.thresholds_of(preset),
        refusal_grounds=_refusal_grounds(preset),
        actor=actor,
        at=at,
    )


@transaction.atomic
def load_presets(*, actor: Actor, at: dt.datetime) -> list[RuleSet]:
    """
    Put the presets that a new installation starts with in force, each from its own day.

    The ways that no pathway covers come along, with their bodies where those exist.

    What is there already is left as it is, so it can be run again. Returns the rule
    sets made.

    :raises NotPermitted: the actor does not write rules
    """
    permissions.require(rules.may_draft(actor))
    chosen = [preset for preset in presets.all_presets().values() if preset.installed]
    chosen.sort(key=lambda preset: ((preset.installed or {})["from"], preset.slug))
    made = [_install(preset, actor=actor, at=at) for preset in chosen]
    for preset in chosen:
        _retire_where_it_was(preset)
    _load_other_ways(actor=actor, at=at)
    return [rule_set for rule_set in made if rule_set is not None]


def _install(preset: Preset, *, actor: Actor, at: dt.datetime) -> RuleSet | None:
    if RuleSet.objects.filter(preset=preset.slug, is_installed=True).exists():
        return None
    assert preset.installed
    rule_set = create_from_preset(preset=preset, actor=actor, at=at)
    decision = preset.decision or {}
    rule_set.is_installed = True
    rule_set.state = RuleSetState.ADOPTED
    rule_set.decision_date = decision.get("date")
    rule_set.decision_paragraph = decision.get("paragraph", "")
    rule_set.adopted_at = at
    rule_set.in_force_from = _begins(preset.installed["from"])
    rule_set.in_force_until = _begins(preset.installed["until"])
    rule_set.save()
    audit.record(
        events.RULE_SET_ADOPTED,
        subject=rule_set,
        actor=actor,
        at=at,
        slug=rule_set.pathway.slug,
        version=rule_set.version,
        in_force_from=rule_set.in_force_from.isoformat(),
    )
    return rule_set


def _retire_where_it_was(preset: Preset) -> None:
    if not preset.installed or "successor" not in preset.installed:
        return
    closed_at = _begins(preset.installed["until"])
    Pathway.objects.filter(slug=preset.pathway["slug"], retired_at=None).update(
        closes_at=closed_at,
        retired_at=closed_at,
        successor=Pathway.objects.get(slug=preset.installed["successor"]),
    )


def _load_other_ways(*, actor: Actor, at: dt.datetime) -> None:
    present = set(OtherWay.objects.values_list("slug", flat=True))
    for row in presets.other_ways():
        if row["slug"] in present:
            continue
        values = {name: value for name, value in row.items() if name != "slug"}
        values["body"] = Body.objects.filter(slug=row["body"]).first()
        values["source_date"] = dt.date.fromisoformat(row["source_date"])
        save_other_way(slug=row["slug"], values=values, actor=actor, at=at)


def _begins(day: str | None) -> dt.datetime | None:
    return None if day is None else calendar.start_of_day(dt.date.fromisoformat(day))


def _create_pathway(preset: Preset, *, actor: Actor, at: dt.datetime) -> Pathway:
    return create_pathway(
        slug=preset.pathway["slug"],
        category=preset.pathway["category"],
        values=preset.pathway,
        actor=actor,
        at=at,
    )


def _values(preset: Preset) -> dict[str, Any]:
    return {
        **preset.parameters,
        "source_url": preset.source["url"],
        "source_date": dt.date.fromisoformat(preset.source["seen"]),
    }


def _refusal_grounds(preset: Preset) -> list[RefusalGround]:
    rows = {row["code"]: row for row in presets.refusal_grounds()}
    known = {row.code: row for row in RefusalGround.objects.current()}
    missing = (code for code in preset.refusal_grounds if code not in known)
    known |= {code: RefusalGround.objects.create(**rows[code]) for code in missing}
    return [
        known[code] for code in preset.refusal_grounds if not known[code].is_retired
    ]
