"""The room's registration with Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One table of searchable things and who may find them."""

    name = "medverkan.foundation.search"

    def ready(self) -> None:
        from medverkan.foundation.audit import subscribers
        from medverkan.foundation.search import operations, tasks

        # Every event: the kinds that name theirs may be registered after this.
        subscribers.subscribe("search.index", operations.follow, ())
        tasks.register()
