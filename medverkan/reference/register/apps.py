"""The room's registration with Django."""

from importlib import import_module

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The diary: arrival, register numbers, documents, closing."""

    name = "medverkan.reference.register"

    def ready(self) -> None:
        """Register the room's events, their words and its menu entry."""
        import_module("medverkan.reference.register.events")
        import_module("medverkan.reference.register.labels")
        import_module("medverkan.reference.register.menus")
