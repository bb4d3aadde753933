"""The room's registration with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Letters by e-mail and on paper, delivery log, unsubscribe."""

    name = "medverkan.foundation.notices"
