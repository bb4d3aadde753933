"""The room's registration with Django."""

from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Destroying by decision, handing out and archiving what the municipality keeps."""

    name = "medverkan.publishing.records"

    def ready(self) -> None:
        """Register the room's events, menu and jobs."""
        import_module("medverkan.publishing.records.wiring").register()
