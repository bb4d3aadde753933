"""The room's registration with Django and with the rooms below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """How other systems read what is public and hand in cases."""

    name = "medverkan.publishing.api"

    def ready(self) -> None:
        from medverkan.foundation.design import menu
        from medverkan.foundation.schedule.menu import OPERATIONS_GROUP
        from medverkan.publishing.api import events, rules  # noqa: F401 - registers

        menu.register(
            "workspace",
            menu.MenuItem(
                label=_("Keys for other systems"),
                url_name="api:keys",
                order=93,
                may_see=rules.may_keep_keys,
                group=OPERATIONS_GROUP,
                icon="key",
            ),
        )
