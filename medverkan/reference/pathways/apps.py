"""The room's registration with Django."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    """Pathways and their versioned rule sets."""

    name = "medverkan.reference.pathways"
