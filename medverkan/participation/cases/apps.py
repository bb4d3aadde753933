"""The room's registration with Django and with the rooms below."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Everything a resident says: intake, routing, handling, answers, following."""

    name = "medverkan.participation.cases"

    def ready(self) -> None:
        from medverkan.participation.cases import wiring

        wiring.register()
