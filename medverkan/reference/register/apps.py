"""The room's registration with Django."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The diary: arrival, register numbers, documents, closing."""

    name = "medverkan.reference.register"
