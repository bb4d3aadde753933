"""Root urls: the only place that composes the rooms' urls."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("medverkan.foundation.notices.urls")),
]
