"""The room of users and sign-in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and how they prove who they are."""

    name = "medverkan.foundation.accounts"

    def ready(self) -> None:
        from medverkan.foundation.accounts import emails, events, tasks  # noqa: F401 - registers

        tasks.register()
