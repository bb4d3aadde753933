"""The room's registration with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Private and public storage, checking and masking of files."""

    name = "medverkan.foundation.files"
