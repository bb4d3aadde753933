"""The room's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpendataConfig(AppConfig):
    """What machines may read: feeds, exports, interfaces."""

    name = "medverkan.publishing.opendata"

    def ready(self) -> None:
        from medverkan.foundation.design import menu

        menu.register(
            "footer", menu.MenuItem(_("Open data"), "opendata:index", order=60)
        )
