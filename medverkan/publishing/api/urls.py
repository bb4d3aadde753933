"""Addresses for other systems, and the staff page of their keys."""

from __future__ import annotations

from django.urls import path, register_converter

from medverkan.publishing.api.open311 import formats
from medverkan.publishing.api.open311 import views as open311
from medverkan.publishing.api.views import keys, reference

app_name = "api"


class FormatConverter:
    """The ending of an address of Open311."""

    regex = "|".join(formats.FORMATS)

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


register_converter(FormatConverter, "open311_format")
FORMAT = "<open311_format:format>"

urlpatterns = [
    path(f"open311/discovery.{FORMAT}", open311.discovery, name="open311_discovery"),
    path(f"open311/v2/services.{FORMAT}", open311.services, name="open311_services"),
    path(
        f"open311/v2/services/<str:code>.{FORMAT}",
        open311.definition,
        name="open311_definition",
    ),
    path(f"open311/v2/requests.{FORMAT}", open311.requests, name="open311_requests"),
    path(
        f"open311/v2/requests/<str:reference>.{FORMAT}",
        open311.one_request,
        name="open311_request",
    ),
    path(
        f"open311/v2/tokens/<str:token>.{FORMAT}", open311.token, name="open311_token"
    ),
    path("oppna-data/api/", reference.reference, name="reference"),
    path("arbetsyta/drift/nycklar/", keys.keys, name="keys"),
    path("arbetsyta/drift/nycklar/<str:hint>/aterkalla/", keys.revoke, name="revoke"),
]
