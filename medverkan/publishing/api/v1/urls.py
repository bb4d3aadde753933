"""Addresses of the JSON interface; outside the languages' prefixes, since it is for machines."""

from __future__ import annotations

from django.urls import URLPattern, path

from medverkan.publishing.api.v1 import document
from medverkan.publishing.api.v1.frame import framed, unknown
from medverkan.publishing.api.v1.interface import interface

app_name = "api_v1"

urlpatterns = [
    path("openapi.json", document.openapi, name="openapi"),
    *(
        URLPattern(one.pattern, framed(one.callback), name=one.name)
        for one in interface.urls[0]
        if one.name != "api-root"
    ),
    path("<path:path>", framed(unknown), name="unknown"),
]
