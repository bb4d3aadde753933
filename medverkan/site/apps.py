"""The room's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import Actor


def _runs_the_service(actor: Actor) -> bool:
    return actor.has_role("administrator")


class SiteConfig(AppConfig):
    """Home, search, my pages, workspace frame and root urls."""

    name = "medverkan.site"

    def ready(self) -> None:
        from medverkan.foundation.design import menu
        from medverkan.foundation.schedule.menu import OPERATIONS_GROUP
        from medverkan.site import texts

        texts.register_menu()
        menu.register(
            "workspace",
            menu.MenuItem(
                _("Refused by browsers"),
                "site:csp_reports",
                order=95,
                may_see=_runs_the_service,
                group=OPERATIONS_GROUP,
            ),
        )
        menu.register("main", menu.MenuItem(_("Search"), "site:search", order=90))
