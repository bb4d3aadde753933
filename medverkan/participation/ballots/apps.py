"""The room's registration with Django."""

from django.apps import AppConfig


class BallotsConfig(AppConfig):
    """Ballots and their ledger: one definition of what counts."""

    name = "medverkan.participation.ballots"

    def ready(self) -> None:
        from medverkan.participation.ballots import wiring

        wiring.connect()
