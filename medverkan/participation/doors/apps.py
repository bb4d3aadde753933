"""The room's registration with Django and with the rooms below."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    """The ways in beside the form: mail that is read, files that are imported, paper."""

    name = "medverkan.participation.doors"

    def ready(self) -> None:
        from medverkan.participation.doors import wiring

        wiring.register()
