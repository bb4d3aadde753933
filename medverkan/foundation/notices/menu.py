"""This room's entries in the workspace menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design import menu
from medverkan.foundation.notices import rules
from medverkan.foundation.schedule.menu import OPERATIONS_GROUP


def register() -> None:
    """Add the entries."""
    for label, url_name, order, may_see, icon in (
        (
            _("Letters to print"),
            "print_queue",
            80,
            rules.may_see_print_queue,
            "printer",
        ),
        (_("Letters sent"), "outbox", 91, rules.may_see_service, "send"),
        (_("Letters"), "letters", 92, rules.may_preview, "mail"),
    ):
        menu.register(
            "workspace",
            menu.MenuItem(
                label=label,
                url_name=f"notices:{url_name}",
                order=order,
                may_see=may_see,
                group=OPERATIONS_GROUP,
                icon=icon,
            ),
        )
