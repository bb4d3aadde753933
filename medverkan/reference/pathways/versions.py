"""Rules to look at side by side: rule sets of the database and presets alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from medverkan.foundation.text import Translated
from medverkan.reference.pathways import presets
from medverkan.reference.pathways.models import (
    Pathway,
    RefusalGround,
    RuleSet,
    Threshold,
)
from medverkan.reference.pathways.presets import Preset


class UnknownVersion(Exception):
    """No rule set and no preset has this key."""


@dataclass(frozen=True)
class Version:
    """
    A rule set with its rows, whether saved or made from a preset just to be looked at.

    `key` is what an address or a command names it by: `borasforslaget:2` for version 2
    of a pathway, `malmoinitiativet` for a preset.
    """

    key: str
    title: str
    rule_set: RuleSet
    thresholds: tuple[Threshold, ...]
    refusal_grounds: tuple[RefusalGround, ...]

    @property
    def pathway(self) -> Pathway:
        """The way in that the rules are for."""
        return self.rule_set.pathway


def of_rule_set(rule_set: RuleSet) -> Version:
    """Return a saved rule set as a version."""
    return Version(
        key=key_of(rule_set),
        title=f"{rule_set.pathway} {rule_set.version}",
        rule_set=rule_set,
        thresholds=tuple(sorted(rule_set.thresholds.all(), key=_by_count)),
        refusal_grounds=tuple(
            sorted(rule_set.refusal_grounds.all(), key=lambda one: one.order)
        ),
    )


def of_preset(preset: Preset) -> Version:
    """Return a preset as a version, saving nothing."""
    pathway = Pathway(**translated(preset.pathway))
    rule_set = RuleSet(
        pathway=pathway,
        version=0,
        preset=preset.slug,
        source_url=preset.source["url"],
        **translated(preset.parameters),
    )
    return Version(
        key=preset.slug,
        title=str(Translated(preset.title)),
        rule_set=rule_set,
        thresholds=tuple(thresholds_of(preset)),
        refusal_grounds=tuple(
            RefusalGround(**translated(row))
            for row in presets.refusal_grounds()
            if row["code"] in preset.refusal_grounds
        ),
    )


def find(key: str) -> Version:
    """
    Return the version of this key.

    :raises UnknownVersion: there is none
    """
    slug, _colon, number = key.partition(":")
    try:
        if not number:
            return of_preset(presets.get(slug))
        rule_set = RuleSet.objects.select_related("pathway").get(
            pathway__slug=slug, version=int(number)
        )
    except (presets.UnknownPreset, RuleSet.DoesNotExist, ValueError):
        raise UnknownVersion(key) from None
    return of_rule_set(rule_set)


def titles() -> Iterator[tuple[str, str]]:
    """Yield key and title of all there is to look at: rule sets first, then presets."""
    rule_sets = RuleSet.objects.select_related("pathway")
    for rule_set in rule_sets.order_by("pathway__order", "pathway__slug", "-version"):
        state = rule_set.get_state_display()
        title = f"{rule_set.pathway} {rule_set.version} ({state})"
        yield key_of(rule_set), title
    for preset in presets.all_presets().values():
        yield preset.slug, _("%(title)s (preset)") % {"title": Translated(preset.title)}


def to_begin_with(at: dt.datetime) -> tuple[str, str]:
    """
    Return the keys of two versions that differ, to set against each other unasked.

    They are the newest version that is not in force, such as a draft, after the one
    that holds in its stead; with no such version the first two there are.
    """
    in_force = {
        rule_set.pathway_id: rule_set
        for rule_set in RuleSet.objects.in_force_at(at).select_related("pathway")
    }
    newest = (
        RuleSet.objects.select_related("pathway")
        .filter(pathway__in=in_force)
        .exclude(pk__in=[rule_set.pk for rule_set in in_force.values()])
        .order_by("-pk")
        .first()
    )
    if newest is None:
        (one, _title), (other, _other_title) = islice(titles(), 2)
        return one, other
    return key_of(in_force[newest.pathway_id]), key_of(newest)


def key_of(rule_set: RuleSet) -> str:
    """Return the key of a saved rule set."""
    return f"{rule_set.pathway.slug}:{rule_set.version}"


def _by_count(threshold: Threshold) -> tuple[int, Decimal]:
    return (threshold.absolute_count or 0, threshold.per_mille or Decimal(0))


def thresholds_of(preset: Preset) -> list[Threshold]:
    """Return the preset's thresholds, unsaved."""
    return [
        Threshold(
            effect=row["effect"],
            absolute_count=row.get("absolute_count"),
            per_mille=Decimal(row["per_mille"]) if "per_mille" in row else None,
        )
        for row in preset.thresholds
    ]


def translated(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with every text by language made readable as one."""
    return {
        name: Translated(value) if isinstance(value, dict) else value
        for name, value in values.items()
    }
