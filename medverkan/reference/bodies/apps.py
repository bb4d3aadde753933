"""The room's registration with Django."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Authorities and bodies, posts, people, roles, areas, topics."""

    name = "medverkan.reference.bodies"
