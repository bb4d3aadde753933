"""Which ways in are open, and which rules hold when."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from medverkan.foundation.audit.editions import Kept
from medverkan.reference.pathways.models import (
    Assignment,
    Pathway,
    Population,
    RefusalGround,
    RuleSet,
)

PAGE_SIZE = 25


class NothingInForce(Exception):
    """The pathway has no rule set in force at this instant."""


def in_force(pathway: Pathway, at: dt.datetime) -> RuleSet:
    """
    Return the one rule set of the pathway in force at this instant.

    :raises NothingInForce: there is none: not yet begun, or retired
    """
    rule_set = pathway.rule_sets.in_force_at(at).order_by("-in_force_from").first()
    if rule_set is None:
        raise NothingInForce(pathway.slug)
    return rule_set


def in_force_with_pathway(pathway_id: int, at: dt.datetime) -> RuleSet:
    """
    Return the same by the pathway's id, the pathway with it, from what the process keeps.

    :raises NothingInForce: there is no such pathway either
    """
    for rule_set in _kept().get(pathway_id, ()):
        until = rule_set.in_force_until
        if rule_set.in_force_from <= at and (until is None or until > at):
            # Its first case freezes it, and is the only one to see that until it commits.
            return copy.copy(rule_set)
    raise NothingInForce(str(pathway_id))


def _by_pathway() -> dict[int, list[RuleSet]]:
    found: dict[int, list[RuleSet]] = {}
    dated = RuleSet.objects.filter(in_force_from__isnull=False)
    for rule_set in dated.select_related("pathway").order_by("-in_force_from"):
        found.setdefault(rule_set.pathway_id, []).append(rule_set)
    return found


_kept = Kept(_by_pathway, of=(RuleSet, Pathway))


def rule_set_for(
    pathway: Pathway, *, lodged_at: dt.datetime, at: dt.datetime
) -> RuleSet:
    """
    Return the rule set of a case that is taken in by, or converted to, this pathway at `at`.

    It is the one in force when the case arrived if there was one, else today's.

    :raises NothingInForce: neither then nor now
    """
    try:
        return in_force_with_pathway(pathway.pk, lodged_at)
    except NothingInForce:
        return in_force_with_pathway(pathway.pk, at)


def open_rule_sets(at: dt.datetime) -> list[RuleSet]:
    """Return the rule set of each open pathway, with its pathway, in the order shown."""
    return open_rule_sets_with(at)


def open_rule_sets_with(at: dt.datetime, *related: str | Prefetch) -> list[RuleSet]:
    """Return the same with these relations read beforehand, a query for each."""
    return list(
        RuleSet.objects.in_force_at(at)
        .filter(pathway__in=Pathway.objects.open_at(at))
        .select_related("pathway")
        .prefetch_related(*related)
        .order_by("pathway__order", "pathway__slug")
    )


def open_pathways(at: dt.datetime) -> list[Pathway]:
    """Return the pathways through which one may come in now, in the order shown."""
    return [rule_set.pathway for rule_set in open_rule_sets(at)]


def history(pathway: Pathway, at: dt.datetime) -> list[RuleSet]:
    """Return the rule sets that hold or held for cases up to now, the latest first."""
    return list(
        pathway.rule_sets.binding()
        .filter(in_force_from__lte=at)
        .select_related("decision_body")
        .order_by("-in_force_from")
    )


def past_petitions(pathway: Pathway, *, number: str | int | None) -> Page:
    """Return a page of the petitions that were imported, the latest first."""
    petitions = pathway.imported_petitions.order_by("-lodged_date", "pk")
    return Paginator(petitions, PAGE_SIZE).get_page(number)


def assignment_rows() -> list[tuple[Any, ...]]:
    """Return every assignment as cells, in the order of areas and time."""
    assignments = Assignment.objects.select_related(
        "responsibility", "body", "decided_by"
    ).order_by("responsibility__order", "responsibility__slug", "valid_from", "pk")
    return [
        (
            row.responsibility,
            row.body,
            row.get_role_display(),
            row.valid_from,
            row.valid_until,
            row.decided_by,
            row.decision_date,
            row.decision_paragraph,
        )
        for row in assignments
    ]


def residents_count(on: dt.date) -> int | None:
    """Return the last count of residents made on or before this day, if any."""
    return (
        Population.objects.filter(counted_date__lte=on)
        .order_by("-counted_date")
        .values_list("residents_count", flat=True)
        .first()
    )


def grounds_with_rules() -> list[RefusalGround]:
    """Return the grounds as they read now, each with the `rule_sets` that name these words."""
    named_by = RuleSet.objects.select_related("pathway").order_by(
        "pathway__order", "pathway__slug", "-version"
    )
    return list(
        RefusalGround.objects.current().prefetch_related(
            Prefetch("rule_sets", named_by)
        )
    )
