"""Addresses of the JSON interface; outside the languages' prefixes, since it is for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, path

from medverkan.publishing.api.v1 import document
from medverkan.publishing.api.v1.frame import framed, unknown
from medverkan.publishing.api.v1.interface import interface

app_name = "api_v1"


def _one_for_each_address(patterns: Iterable[URLPattern]) -> Iterator[URLPattern]:
    """Yield the first pattern of each address: ninja gives one for each method as well."""
    seen = set()
    for one in patterns:
        address = str(one.pattern)
        if one.name != "api-root" and address not in seen:
            seen.add(address)
            yield one


urlpatterns = [
    path("openapi.json", document.openapi, name="openapi"),
    *(
        URLPattern(one.pattern, framed(one.callback), name=one.name)
        for one in _one_for_each_address(interface.urls[0])
    ),
    path("<path:path>", framed(unknown), name="unknown"),
]
