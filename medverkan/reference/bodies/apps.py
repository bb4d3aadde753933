"""The room's registration with Django."""

from importlib import import_module

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Authorities and bodies, posts, people, roles, areas, topics."""

    name = "medverkan.reference.bodies"

    def ready(self) -> None:
        """Register events, names and menu entries, and role assignments as grants."""
        import_module("medverkan.reference.bodies.events")
        from medverkan.foundation.accounts import grants
        from medverkan.reference.bodies import labels, queries
        from medverkan.reference.bodies.roles import Role

        grants.register(queries.grants_of, names=dict(Role.choices))
        labels.register()
        import_module("medverkan.reference.bodies.menus")
