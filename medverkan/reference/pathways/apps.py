"""The room's registration with Django."""

from importlib import import_module

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """Pathways and their versioned rule sets."""

    name = "medverkan.reference.pathways"

    def ready(self) -> None:
        """Register the room's events and its entries in the menus."""
        import_module("medverkan.reference.pathways.events")
        import_module("medverkan.reference.pathways.wiring").register()
