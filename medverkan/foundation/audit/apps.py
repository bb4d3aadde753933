"""The room of the event log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Event log, its subscribers, and what was already submitted."""

    name = "medverkan.foundation.audit"

    def ready(self) -> None:
        from medverkan.foundation.audit import guards, models, wiring

        guards.protect(models.Event)
        wiring.connect()
