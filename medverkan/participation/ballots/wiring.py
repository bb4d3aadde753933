"""What the room tells the rooms below: guarded tables, letters, rounds and jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.accounts import identify
from medverkan.foundation.audit import guards, sentences
from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import MenuItem
from medverkan.foundation.permissions import Actor
from medverkan.participation.ballots import (
    census,
    emails,  # noqa: F401 - registers its letters
    events,  # noqa: F401 - registers its event types
    models,
    registers,
    rules,
    tasks,
    words,
)
from medverkan.participation.ballots.models.corrections import Ground
from medverkan.participation.ballots.views import eid
from medverkan.reference.pathways.wiring import GROUP

APPEND_ONLY = (
    models.Entry,
    models.Leaf,
    models.Head,
    models.Roster,
    models.SigningKey,
    models.Correction,
    models.ThresholdReached,
    models.Check,
    models.ImportedCount,
)

# What may still happen to a ballot: its end, its closing and the end of its key.
MOVING = frozenset(
    {
        "state",
        "closes_at",
        "closed_at",
        "key_destroyed_at",
        "retention_decision",
        "final_channels",
        "rules_mac",
        "rules_mac_key",
    }
)


def connect() -> None:
    """Register everything; called once, when Django has loaded."""
    for model in APPEND_ONLY:
        guards.protect(model)
    columns = {field.column for field in models.Ballot._meta.concrete_fields}
    guards.protect_columns(models.Ballot, columns=columns - MOVING)
    registers.use(census.CensusRegister())
    tasks.register()
    identify.register(eid.VOTING)
    identify.register(eid.WITHDRAWING)
    _register_labels()
    menu.register(
        "workspace",
        MenuItem(
            _("Votes"),
            "ballots:desk_index",
            order=65,
            may_see=_may_see_desk,
            group=GROUP,
            icon="vote",
        ),
    )


def _register_labels() -> None:
    """Put the codes in the room's events into words."""
    for field, known in (
        ("way", words.CHANNEL),
        ("result", words.RESULT_HEADING),
        ("alarm", words.ALARM),
        ("ground", dict(Ground.choices)),
    ):
        sentences.label(f"ballot.{field}", _labeller(known))


def _labeller(known: Mapping[str, Any]) -> sentences.Labeller:
    return lambda values: {
        value: str(known[value]) for value in values if value in known
    }


def _may_see_desk(actor: Actor) -> bool:
    return actor.has_role(*rules.DECIDING, *rules.REGISTERING)
