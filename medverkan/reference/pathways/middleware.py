"""Addresses of retired channels lead on to the way in that took their place."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from medverkan.reference.pathways.models import OldPath

MAX_LENGTH = 300


class OldPaths:
    """Where nothing is found, look among the old addresses: costs a query on 404 only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        path = "/" + request.path_info.strip("/")[:MAX_LENGTH]
        old_path = OldPath.objects.filter(path=path).select_related("pathway").first()
        if old_path is None:
            return response
        return HttpResponsePermanentRedirect(
            reverse("pathways:way", args=[old_path.pathway.slug])
        )
