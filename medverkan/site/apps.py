"""The room's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    """Home, search, my pages, workspace frame and root urls."""

    name = "medverkan.site"

    def ready(self) -> None:
        from medverkan.foundation.design import menu
        from medverkan.site import texts

        texts.register_menu()
        menu.register("main", menu.MenuItem(_("Search"), "site:search", order=90))
