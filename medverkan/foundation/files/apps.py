"""The room of files."""

from importlib import import_module

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files that people send: checked, kept private, shown through gates."""

    name = "medverkan.foundation.files"

    def ready(self) -> None:
        import_module("medverkan.foundation.files.events")
