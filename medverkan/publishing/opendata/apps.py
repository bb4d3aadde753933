"""The room's registration with Django."""

from django.apps import AppConfig


class OpendataConfig(AppConfig):
    """What machines may read: feeds, exports, interfaces."""

    name = "medverkan.publishing.opendata"
