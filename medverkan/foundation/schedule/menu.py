"""This room's entry in the workspace menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.design import menu
from medverkan.foundation.schedule import rules

OPERATIONS_GROUP = _("Running the service")


def register() -> None:
    """Add the entry."""
    menu.register(
        "workspace",
        menu.MenuItem(
            label=_("Jobs and workers"),
            url_name="schedule:service",
            order=90,
            may_see=rules.may_see_jobs,
            group=OPERATIONS_GROUP,
            icon="clock",
        ),
    )
