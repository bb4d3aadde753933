"""The room's registration with Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One table of searchable things and who may find them."""

    name = "medverkan.foundation.search"
