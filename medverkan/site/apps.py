"""The room's registration with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Home, search, my pages, workspace frame and root urls."""

    name = "medverkan.site"

    def ready(self) -> None:
        from medverkan.site import texts

        texts.register_menu()
