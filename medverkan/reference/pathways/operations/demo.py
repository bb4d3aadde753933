"""The demo municipality's ways in: invented decisions, drafts and past petitions."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies.models import Body
from medverkan.reference.pathways import presets
from medverkan.reference.pathways.models import Pathway, Population, RuleSet
from medverkan.reference.pathways.operations.assignments import (
    assign,
    save_responsibility,
)
from medverkan.reference.pathways.operations.draft import change_draft, draft_rule_set
from medverkan.reference.pathways.operations.petitions import import_petitions
from medverkan.reference.pathways.operations.presets import (
    create_from_preset,
    load_presets,
)

FOLDER = Path(__file__).resolve().parent.parent / "demo"
# The two alternatives that Borås weighed in 2020 were to treat petitions as feedback,
# which is in force, and the Växjö model, here as drafts to compare and simulate.
DRAFTS = ("forslag-till-namnd", "medborgarforslag")


@transaction.atomic
def load_demo(*, at: dt.datetime) -> None:
    """
    Load ways in, assignments, drafts and past petitions; the organisation comes first.

    Loading it again changes nothing.
    """
    load_presets(actor=SYSTEM, at=at)
    Population.objects.get_or_create(
        counted_date=dt.date(2024, 12, 31),
        defaults={"residents_count": 114_860, "source": "Wikipedia, avrundat"},
    )
    _load_responsibilities(at)
    _load_drafts(at)
    _load_petitions(at)


def _load_responsibilities(at: dt.datetime) -> None:
    rows = json.loads((FOLDER / "responsibilities.json").read_text("utf-8"))
    bodies = {body.slug: body for body in Body.objects.all()}
    pathways = {pathway.slug: pathway for pathway in Pathway.objects.all()}
    for row in rows:
        responsibility = save_responsibility(
            slug=row["slug"],
            values={
                "name": row["name"],
                "description": row["description"],
                "order": row["order"],
                "pathway": pathways.get(row.get("pathway", "")),
            },
            actor=SYSTEM,
            at=at,
        )
        for part in row["parts"]:
            assign(
                responsibility=responsibility,
                **_assignment(part, bodies),
                actor=SYSTEM,
                at=at,
            )


def _assignment(part: dict[str, Any], bodies: dict[str, Body]) -> dict[str, Any]:
    dates = ("valid_from", "valid_until", "decision_date")
    return {
        "body": bodies[part["body"]],
        "role": part["role"],
        "decided_by": bodies.get(part["decided_by"] or ""),
        "decision_paragraph": part["decision_paragraph"],
        **{
            name: part[name] and dt.date.fromisoformat(part[name])  # null stays null
            for name in dates
        },
    }


def _load_drafts(at: dt.datetime) -> None:
    for slug in DRAFTS:
        if not RuleSet.objects.filter(preset=slug).exists():
            create_from_preset(preset=presets.get(slug), actor=SYSTEM, at=at)
    pathway = Pathway.objects.get(slug="borasforslaget")
    if pathway.rule_sets.drafts().exists():
        return
    latest = pathway.rule_sets.order_by("-version")[0]
    change_draft(
        rule_set=draft_rule_set(pathway=pathway, based_on=latest, actor=SYSTEM, at=at),
        values={
            "answer_months": 6,
            "similar_months": 12,
            "summary": {
                "sv": "Nämnden ska besluta inom sex månader, och liknande förslag "
                "prövas inte två gånger samma år.",
                "en": "The board is to decide within six months, and similar proposals "
                "are not tried twice in a year.",
                "fi": "Lautakunnan on päätettävä kuuden kuukauden kuluessa, eikä "
                "samanlaisia ehdotuksia käsitellä kahdesti vuodessa.",
            },
        },
        actor=SYSTEM,
        at=at,
    )


def _load_petitions(at: dt.datetime) -> None:
    import_petitions(
        pathway=Pathway.objects.get(slug="e-petition"),
        content=(FOLDER / "petitions.csv").read_bytes(),
        source="boras.demokratiportalen.se (påhittat)",
        is_dry_run=False,
        actor=SYSTEM,
        at=at,
    )
