"""The room's registration with Django."""

from importlib import import_module

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Authorities and bodies, posts, people, roles, areas, topics."""

    name = "medverkan.reference.bodies"

    def ready(self) -> None:
        """Register the room's events."""
        import_module("medverkan.reference.bodies.events")
