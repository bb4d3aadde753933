"""The room's registration with Django."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    """Recurring jobs: leases, catch-up, and a staff page."""

    name = "medverkan.foundation.schedule"

    def ready(self) -> None:
        from medverkan.foundation.schedule import events, labels, menu, tasks  # noqa: F401 - registers

        labels.register()
        tasks.register()
        menu.register()
