"""The room's registration with Django."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.permissions import Actor


def _runs_the_service(actor: Actor) -> bool:
    return actor.has_role("administrator")


def _make_cache_table(*, using: str, **_: Any) -> None:
    # Sign-in counts its attempts there: whoever migrates has all the tables there are.
    call_command("createcachetable", database=using, verbosity=0)


class SiteConfig(AppConfig):
    """Home, search, my pages, workspace frame and root urls."""

    name = "medverkan.site"

    def ready(self) -> None:
        from medverkan.foundation.design import menu
        from medverkan.foundation.schedule.menu import OPERATIONS_GROUP
        from medverkan.site import texts

        post_migrate.connect(_make_cache_table, sender=apps.get_app_config("accounts"))
        texts.register_menu()
        menu.register(
            "workspace",
            menu.MenuItem(
                _("Refused by browsers"),
                "site:csp_reports",
                order=95,
                may_see=_runs_the_service,
                group=OPERATIONS_GROUP,
                icon="shield",
            ),
        )
        menu.register("main", menu.MenuItem(_("Search"), "site:search", order=90))
