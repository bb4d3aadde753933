"""Ways in that the demo has beside those of its pattern: adopted before its first case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from medverkan.foundation import calendar
from medverkan.foundation.accounts import actors
from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import RoleAssignment
from medverkan.reference.bodies.roles import Role
from medverkan.reference.pathways import operations as pathways
from medverkan.reference.pathways import presets
from medverkan.reference.pathways.models import RuleSet
from medverkan.reference.pathways.operations import Decision

IN_FORCE_AFTER = dt.timedelta(days=40)
# Rules from elsewhere under a name of the demo's own.
BY_AREA: dict[str, Any] = {
    "slug": "stadsdelsinitiativet",
    "category": "proposal",
    "values": {
        "name": {
            "sv": "Stadsdelsinitiativet",
            "en": "The district initiative",
            "fi": "Kaupunginosa-aloite",
        },
        "description": {
            "sv": "Lämna ett förslag för din del av kommunen och välj själv hur länge det "
            "ska samla röster.",
            "en": "Make a proposal for your part of the municipality and choose how long it "
            "gathers votes.",
            "fi": "Tee ehdotus omalle kunnanosallesi ja valitse itse, kuinka kauan se "
            "kerää ääniä.",
        },
        "icon": "lightbulb",
        "order": 65,
    },
}
# The rules of one municipality, with the guardian's yes and the co-authors of others.
WITH_GUARDIAN: dict[str, Any] = {
    "slug": "e-forslaget",
    "category": "proposal",
    "values": {
        "name": {"sv": "E-förslaget", "en": "The e-proposal", "fi": "E-ehdotus"},
        "description": {
            "sv": "Lämna ett förslag. Den som är under 16 år behöver en vårdnadshavares ja, och "
            "förslag om nationella minoriteter behöver inga röster.",
            "en": "Make a proposal. Who is under 16 needs a guardian's yes, and proposals about "
            "national minorities need no votes.",
            "fi": "Tee ehdotus. Alle 16-vuotias tarvitsee huoltajan suostumuksen, ja "
            "kansallisia vähemmistöjä koskevat ehdotukset eivät tarvitse ääniä.",
        },
        "icon": "lightbulb",
        "order": 66,
    },
}


def adopt(*, at: dt.datetime) -> None:
    """Put three more ways in force by invented decisions of the council."""
    statutory = presets.get("medborgarforslag")
    _adopt(pathways.create_from_preset(preset=statutory, actor=SYSTEM, at=at), 41, at)
    _adopt(_drafted(BY_AREA, "malmoinitiativet", at=at), 42, at)
    with_guardian = pathways.change_draft(
        rule_set=_drafted(WITH_GUARDIAN, "ornskoldsvik-e-forslag", at=at),
        values={"guardian_below_age": 16, "coauthor_limit": 3},
        actor=SYSTEM,
        at=at,
    )
    _adopt(with_guardian, 43, at)


def _drafted(way: dict[str, Any], rules_of: str, *, at: dt.datetime) -> RuleSet:
    """Make a way under a name of its own, with a draft of the rules of a preset."""
    preset = presets.get(rules_of)
    nouns = ("support_noun", "support_noun_plural", "support_button")
    pathway = pathways.create_pathway(
        slug=way["slug"],
        category=way["category"],
        values=way["values"] | {name: preset.pathway[name] for name in nouns},
        actor=SYSTEM,
        at=at,
    )
    return pathways.draft_from_preset(
        pathway=pathway, preset=preset, actor=SYSTEM, at=at
    )


def _adopt(rule_set: RuleSet, paragraph: int, at: dt.datetime) -> None:
    council = bodies.council()
    assert council is not None
    secretary = RoleAssignment.objects.filter(role=Role.BOARD_SECRETARY).order_by("pk")[
        0
    ]
    pathways.adopt(
        rule_set=rule_set,
        decision=Decision(
            body=council,
            date=calendar.local_date(at),
            paragraph=f"§ {paragraph}",
            register_number=f"KS {at.year}-0{paragraph * 7}",
        ),
        in_force_from=at + IN_FORCE_AFTER,
        actor=actors.actor_of(secretary.user, at),
        at=at,
    )
