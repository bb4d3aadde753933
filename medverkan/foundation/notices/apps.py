"""The room's registration with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Letters by e-mail and on paper, delivery log, unsubscribe."""

    name = "medverkan.foundation.notices"

    def ready(self) -> None:
        from medverkan.foundation.notices import events, labels, menu, tasks  # noqa: F401 - registers

        labels.register()
        menu.register()
        tasks.register()
