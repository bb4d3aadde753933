"""What this room tells the rooms below it: guards, and entries in the menus."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.audit import guards
from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import MenuItem
from medverkan.reference.pathways import rules
from medverkan.reference.pathways.models import RuleSet
from medverkan.reference.pathways.states import RuleSetState

GROUP = _("Ways to influence")


# What may still happen to an adopted rule set: its end, retirement and first use.
MOVING = frozenset({"state", "in_force_until", "frozen_at"})


def register() -> None:
    """Guard adopted rule sets in the database, and register the room's entries."""
    guards.protect_columns(
        RuleSet,
        columns={field.column for field in RuleSet._meta.concrete_fields} - MOVING,
        when=f"OLD.\"state\" <> '{RuleSetState.DRAFT}'",
    )
    _register_menu()


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
        (_("Assignments"), "assignments", 64, rules.may_keep_assignments, "users"),
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
