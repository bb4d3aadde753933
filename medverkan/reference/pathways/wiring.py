"""What this room shows in the menus of the frame."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design import menu
from medverkan.foundation.design.menu import MenuItem
from medverkan.reference.pathways import rules

GROUP = _("Ways to influence")


def register() -> None:
    """Register the room's entries."""
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
