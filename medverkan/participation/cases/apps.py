"""The room's registration with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Everything a resident says: intake, routing, handling, answers, following."""

    name = "medverkan.participation.cases"
