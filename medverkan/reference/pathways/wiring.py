"""What this room tells the rooms below it: guards, and entries in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit import guards
from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import MenuItem
from medverkan.reference.pathways import rules
from medverkan.reference.pathways.models import RefusalGround, RuleSet, Threshold
from medverkan.reference.pathways.states import RuleSetState

GROUP = _("Ways to influence")

ADOPTED = "SELECT id FROM pathways_ruleset WHERE state <> 'draft'"
GROUNDS_OF_ADOPTED = (
    "SELECT refusalground_id FROM pathways_ruleset_refusal_grounds JOIN pathways_ruleset "
    "ON pathways_ruleset.id = ruleset_id WHERE state <> 'draft'"
)

# What may still happen to an adopted rule set: its end, retirement and first use.
MOVING = frozenset({"state", "in_force_until", "frozen_at"})


def register() -> None:
    """Guard adopted rule sets in the database, and register the room's entries."""
    _guard_rule_sets()
    _register_menu()


def _guard_rule_sets() -> None:
    """An adopted rule set is kept whole: its thresholds, grounds and their texts too."""
    guards.protect_columns(
        RuleSet,
        columns={field.column for field in RuleSet._meta.concrete_fields} - MOVING,
        when=f"OLD.\"state\" <> '{RuleSetState.DRAFT}'",
        never=(
            f'NEW."state" = \'{RuleSetState.DRAFT}\' OR (OLD."frozen_at" IS NOT NULL '
            'AND OLD."frozen_at" IS DISTINCT FROM NEW."frozen_at")'
        ),
    )
    chosen = RuleSet.refusal_grounds.through
    guards.protect_rows_of(Threshold, column="rule_set_id", kept=ADOPTED)
    guards.protect_rows_of(chosen, column="ruleset_id", kept=ADOPTED)
    guards.protect_rows_of(
        RefusalGround,
        column="id",
        kept=GROUNDS_OF_ADOPTED,
        ignoring={"order", "is_retired"},
    )


def _register_menu() -> None:
    menu.register("main", MenuItem(_("How to influence"), "pathways:ways", order=10))
    menu.register(
        "footer", MenuItem(_("Matrix of influence"), "pathways:matrix", order=30)
    )
    for label, url_name, order, may_see, icon in (
        (_("Pathways and rules"), "editor", 60, rules.may_see_drafts, "route"),
        (_("Compare rules"), "compare", 61, rules.may_draft, "columns-2"),
        (_("Simulate rules"), "simulate", 62, rules.may_draft, "flask-conical"),
        (_("Switch-overs"), "switch_overs", 63, rules.may_draft, "arrow-right-left"),
        (_("Grounds of refusal"), "grounds", 64, rules.may_keep_grounds, "ban"),
        (_("Assignments"), "assignments", 65, rules.may_keep_assignments, "users"),
    ):
        menu.register(
            "workspace",
            MenuItem(
                label,
                f"pathways:{url_name}",
                order=order,
                may_see=may_see,
                group=GROUP,
                icon=icon,
            ),
        )
