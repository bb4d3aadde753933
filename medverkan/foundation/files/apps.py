"""The room's registration with Django."""

import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Files that people send: checked, kept private, shown through gates."""

    name = "medverkan.foundation.files"

    def ready(self) -> None:
        from medverkan.foundation.files import events, tasks  # noqa: F401 - registers
        from medverkan.foundation.schedule import jobs

        jobs.job(
            "files.sweep",
            daily_at=dt.time(3, 20),
            run=tasks.sweep,
            title=_("Delete files that belong to nothing"),
        )
