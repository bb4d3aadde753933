"""The room's registration with Django."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Page frame, components, icons, tokens, slots and menu."""

    name = "medverkan.foundation.design"
