"""Through which ways a case may come in: on the web, by staff, or only with more identity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpRequest

from medverkan.foundation import clock
from medverkan.foundation.design.slots import Fragment
from medverkan.foundation.permissions import IdentityLevel
from medverkan.participation.cases.models import Case
from medverkan.reference.pathways import queries as pathways
from medverkan.reference.pathways.choices import Conversion, Decider
from medverkan.reference.pathways.models import Pathway, RuleSet

# The form on the web knows nobody better than by an address that letters reach.
WEB_IDENTITY = IdentityLevel.EMAIL


def on_web(at: dt.datetime) -> list[RuleSet]:
    """Return the rules of the open ways that the form on the web can take in."""
    return [r for r in pathways.open_rule_sets(at) if takes_web(r)]


def wanted(slug: str, *, at: dt.datetime) -> Pathway | None:
    """Return the way in of this name, if the form on the web takes it in."""
    return next((r.pathway for r in on_web(at) if r.pathway.slug == slug), None)


def actions(
    request: HttpRequest | None, pathways: Sequence[Pathway]
) -> dict[int, list[Fragment]]:
    """Lead from the page of a way in to the form on the web or on paper, where it has one."""
    by_pathway = {r.pathway_id: r for r in by_staff(clock.now())}
    return {
        pathway.pk: [
            Fragment(
                "cases/parts/way_action.html",
                {
                    "slug": pathway.slug,
                    "is_for_web": takes_web(by_pathway[pathway.pk]),
                    "is_proposal": by_pathway[pathway.pk].decider != Decider.OFFICER,
                },
            )
        ]
        for pathway in pathways
        if pathway.pk in by_pathway
    }


def open_to(case: Case, *, at: dt.datetime) -> list[RuleSet]:
    """
    Return the rules of the ways that the case may take instead, if the one who wrote agrees.

    What an officer may convert without asking is not among them.
    """
    is_free = case.rule_set.conversion == Conversion.FREE
    return [
        rule_set
        for rule_set in on_web(at)
        if rule_set.pathway_id != case.pathway_id
        and not (is_free and rule_set.decider == Decider.OFFICER)
    ]


def elsewhere(at: dt.datetime) -> list[RuleSet]:
    """Return the rules of the open ways that ask for e-identification or a signed paper."""
    return [r for r in pathways.open_rule_sets(at) if not takes_web(r)]


def by_staff(at: dt.datetime) -> list[RuleSet]:
    """Return the rules of the ways that staff may register: a signed paper is enough."""
    return [
        rule_set
        for rule_set in pathways.open_rule_sets(at)
        if takes_web(rule_set) or rule_set.signed_paper_replaces_identity
    ]


def answered_by_officer(at: dt.datetime) -> list[RuleSet]:
    """Return the rules of the open ways whose cases an officer answers."""
    return [r for r in pathways.open_rule_sets(at) if r.decider == Decider.OFFICER]


def takes_web(rule_set: RuleSet) -> bool:
    """Tell whether the form on the web knows people well enough for these rules."""
    return rule_set.identity_to_submit <= WEB_IDENTITY
