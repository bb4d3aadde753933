"""The room's registration with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Home, search, my pages, workspace frame and root urls."""

    name = "medverkan.site"
